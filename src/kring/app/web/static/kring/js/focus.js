// A part of the page that is replaced takes the focus with it. Then what came in its place gets it: a link or a button
// where that is all there is, else the heading, so that somebody at the keyboard goes on there and not from the top.
let stood = null

document.addEventListener('htmx:before:swap', () => {
  stood = document.activeElement === document.body ? null : document.activeElement
})

document.addEventListener('htmx:after:settle', event => {
  if (!stood || stood.isConnected || document.activeElement !== document.body) return
  const part = (event.detail.newContent ?? []).find(one => one.nodeType === Node.ELEMENT_NODE && one.isConnected)
  const place = part?.querySelector(':is(h1, h2):not(.only-read)') ?? part?.querySelector('a[href], button') ?? part
  if (!place) return
  if (!place.matches('a[href], button')) place.tabIndex = -1
  place.focus()
})
