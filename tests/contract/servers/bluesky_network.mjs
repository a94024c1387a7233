// Bluesky's own servers: identities, a host for accounts, and the view over all of them. The first argument is the folder
// in which @atproto/dev-env is installed. Says its addresses in one line; says "settled" for every line it is given, once
// the view has seen all that was written; ends with its input.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'

const installed = createRequire(`${process.argv[2]}/package.json`)
const { TestNetwork } = await import(pathToFileURL(installed.resolve('@atproto/dev-env')).href)
const network = await TestNetwork.create({ dbPostgresSchema: 'kring' })
process.stdout.write(`${JSON.stringify({ host: network.pds.url, view: network.bsky.url })}\n`)
for await (const line of createInterface({ input: process.stdin })) {
  await network.processAll()
  process.stdout.write(`settled ${line}\n`)
}
await network.close()
process.exit(0)
