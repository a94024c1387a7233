"""What an observation looks like: the tables of the warehouse as typed declarations.

A `Table` is the one source of its Arrow schema, its Iceberg schema, the checks at import and its page in the reference.
"""

from __future__ import annotations

from kring.facts.declaration import PROVENANCE, Column, Kind, Table

__all__ = [
    "LEGAL_BASES",
    "LINK_SCOPES",
    "MASKED_NAME",
    "ORDER_STATES",
    "PLATFORMS",
    "PROVENANCE",
    "RELATIONS",
    "SYNTHETIC",
    "TABLES",
    "Column",
    "Kind",
    "Table",
]

LEGAL_BASES = ("consent", "contract", "legitimate_interest", "public_task", "synthetic")
SYNTHETIC = "synthetic"
MASKED_NAME = "@…"
"""What stands in a text for the @name of somebody who is no creator and no brand."""

PLATFORMS = (
    "instagram",
    "tiktok",
    "youtube",
    "twitch",
    "facebook",
    "x",
    "bluesky",
    "mastodon",
    "blog",
    "podcast",
    "other",
)
RELATIONS = ("follower", "liker", "commenter")
ORDER_STATES = ("sold", "refunded", "cancelled", "unpaid")
LINK_SCOPES = ("order", "visit", "first_visit")


def _counts(*names: tuple[str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.COUNT, en, nl) for name, en, nl in names)


ACCOUNTS = Table(
    "accounts",
    "A creator's presence on one platform, as it was at one moment.",
    "De aanwezigheid van een creator op een platform, zoals die op een moment was.",
    (
        Column("account", Kind.TEXT, "platform:handle in lower case", "platform:naam in kleine letters", required=True),
        Column(
            "creator", Kind.TEXT, "who is behind it; the account itself when unknown", "wie erachter zit", personal=True
        ),
        Column("platform", Kind.TEXT, "the platform", "het platform", required=True, choices=PLATFORMS),
        Column("handle", Kind.TEXT, "the name on the platform", "de naam op het platform", personal=True),
        Column("name", Kind.TEXT, "the shown name", "de getoonde naam", personal=True),
        Column("bio", Kind.TEXT, "the text of the profile", "de profieltekst", personal=True),
        Column("link", Kind.TEXT, "the link in the profile", "de link in het profiel", personal=True),
        *_counts(
            ("followers", "how many follow it", "hoeveel het volgen"),
            ("following", "how many it follows", "hoeveel het er volgt"),
            ("posts", "how many posts it has", "hoeveel berichten het heeft"),
        ),
        Column("verified", Kind.FLAG, "whether the platform verified it", "of het platform het verifieerde"),
        Column("category", Kind.TEXT, "the category the source gives", "de categorie die de bron geeft"),
        Column("language", Kind.TEXT, "ISO 639-1 code", "ISO 639-1-code"),
        Column("country", Kind.TEXT, "ISO 3166-1 code", "ISO 3166-1-code"),
        Column("city", Kind.TEXT, "the place the creator names", "de plaats die de creator noemt", personal=True),
        Column("gender", Kind.TEXT, "female, male or other", "female, male of other"),
        Column("birth_years", Kind.TEXT, "band of birth years, 1990-1994", "band van geboortejaren, 1990-1994"),
    ),
    ("account",),
)

POSTS = Table(
    "posts",
    "What a creator shared, with its figures at one moment.",
    "Wat een creator deelde, met de cijfers op een moment.",
    (
        Column(
            "post",
            Kind.TEXT,
            "the post's own id, unique on its platform",
            "het eigen id van het bericht",
            required=True,
        ),
        Column("account", Kind.TEXT, "who shared it", "wie het deelde", required=True),
        Column("published_at", Kind.MOMENT, "when it went live", "wanneer het verscheen"),
        Column("kind", Kind.TEXT, "image, carousel, video, reel, story, text, live", "soort bericht"),
        Column("caption", Kind.TEXT, "the text", "de tekst", personal=True),
        Column("link", Kind.TEXT, "the link to it or in it", "de link ernaartoe of erin", personal=True),
        Column("hashtags", Kind.TEXTS, "hashtags without #, lower case", "hashtags zonder #", personal=True),
        Column("mentions", Kind.TEXTS, "handles named in the text", "namen in de tekst", personal=True),
        Column("tagged", Kind.TEXTS, "handles tagged in the picture", "getagde namen", personal=True),
        Column(
            "paid_label", Kind.FLAG, "whether the platform's paid label is on it", "of het betaalde label erop staat"
        ),
        Column("sponsor", Kind.TEXT, "the sponsor the label names", "de sponsor die het label noemt", personal=True),
        Column("geotag", Kind.TEXT, "the place it names", "de plaats die het noemt", personal=True),
        *_counts(
            ("likes", "likes", "likes"),
            ("comments", "comments as the platform counts them", "reacties zoals het platform ze telt"),
            ("shares", "shares", "keer gedeeld"),
            ("saves", "saves", "keer bewaard"),
            ("views", "views", "weergaven"),
            ("reach", "different people who saw it", "verschillende mensen die het zagen"),
            ("impressions", "times it was shown", "keer getoond"),
        ),
    ),
    ("account", "post"),
)

COMMENTS = Table(
    "comments",
    "What people wrote under a post. Who wrote it is a keyed hash; names in the text are masked.",
    "Wat mensen onder een bericht schreven. De schrijver is een hash; namen in de tekst zijn afgeschermd.",
    (
        Column("comment", Kind.TEXT, "the comment's own id", "het eigen id van de reactie", required=True),
        Column("post", Kind.TEXT, "the post it stands under", "het bericht waar ze onder staat", required=True),
        Column(
            "parent", Kind.TEXT, "the comment it answers; empty on the first level", "de reactie waarop ze antwoordt"
        ),
        Column("author_key", Kind.KEY, "who wrote it, as a keyed hash", "wie het schreef, als hash", person=True),
        Column("by_creator", Kind.FLAG, "whether the creator wrote it", "of de creator het schreef"),
        Column(
            "text", Kind.TEXT, "the text, other people's names masked", "de tekst, namen afgeschermd", personal=True
        ),
        Column("published_at", Kind.MOMENT, "when it was written", "wanneer ze geschreven is"),
        Column("likes", Kind.COUNT, "likes of the comment", "likes van de reactie"),
    ),
    ("comment",),
)

AUDIENCE_PEOPLE = Table(
    "audience_people",
    "Who follows, likes or comments on an account, one row a person, as keyed hashes.",
    "Wie een account volgt, liket of erop reageert, een regel per persoon, als hashes.",
    (
        Column("account", Kind.TEXT, "the account", "het account", required=True),
        Column(
            "person_key", Kind.KEY, "the person, as a keyed hash", "de persoon, als hash", required=True, person=True
        ),
        Column(
            "relation",
            Kind.TEXT,
            "follower, liker or commenter",
            "volger, liker of reageerder",
            required=True,
            choices=RELATIONS,
        ),
        Column("complete", Kind.FLAG, "whether the list holds everybody in that relation", "of de lijst volledig is"),
        Column(
            "since",
            Kind.MOMENT,
            "when the relation began, where the source tells; who left is not in it",
            "wanneer de relatie begon, als de bron het zegt; wie vertrok staat er niet bij",
        ),
    ),
    ("account", "person_key", "relation"),
)

AUDIENCE_SHARES = Table(
    "audience_shares",
    "How an account's audience divides over places, ages and genders. Suppressed is unknown, not zero.",
    "Hoe het publiek van een account verdeeld is. Onderdrukt is onbekend, niet nul.",
    (
        Column("account", Kind.TEXT, "the account", "het account", required=True),
        Column(
            "dimension",
            Kind.TEXT,
            "city, municipality, country, age, gender, age_gender, language, authenticity",
            "de indeling",
            required=True,
        ),
        Column(
            "value", Kind.TEXT, "the place, age band or gender", "de plaats, leeftijd of het geslacht", required=True
        ),
        Column("share", Kind.SHARE, "share of the audience, 0 to 1; empty when suppressed", "aandeel van 0 tot 1"),
        Column(
            "suppressed",
            Kind.FLAG,
            "whether the platform held the figure back",
            "of het platform het cijfer achterhield",
        ),
    ),
    ("account", "dimension", "value"),
)

PEOPLE = Table(
    "people",
    "What is lawfully known of the people in audiences, by keyed hash.",
    "Wat rechtmatig bekend is van de mensen in het publiek, per hash.",
    (
        Column(
            "person_key", Kind.KEY, "the person, as a keyed hash", "de persoon, als hash", required=True, person=True
        ),
        Column("country", Kind.TEXT, "ISO 3166-1 code", "ISO 3166-1-code"),
        Column("region", Kind.TEXT, "province", "provincie"),
        Column("municipality", Kind.TEXT, "municipality", "gemeente"),
        Column("postcode_area", Kind.TEXT, "first four digits of the postcode", "vier cijfers van de postcode"),
        Column("age_band", Kind.TEXT, "18-24, 25-34 and so on", "18-24, 25-34 enzovoort"),
        Column("gender", Kind.TEXT, "female, male or other", "female, male of other"),
        Column("language", Kind.TEXT, "ISO 639-1 code", "ISO 639-1-code"),
        Column("interests", Kind.TEXTS, "niches the person follows", "niches die de persoon volgt"),
        *_counts(
            ("following", "how many accounts the person follows", "hoeveel accounts de persoon volgt"),
            ("followers", "how many follow the person", "hoeveel de persoon volgen"),
            ("posts", "how many posts the person has", "hoeveel berichten de persoon heeft"),
        ),
        Column("has_picture", Kind.FLAG, "whether the profile has a picture", "of het profiel een foto heeft"),
    ),
    ("person_key",),
)

SALES = Table(
    "sales",
    "Orders of a shop, as they stood at one moment. The buyer is not in it.",
    "Bestellingen van een winkel, zoals ze er op een moment voor stonden. De koper staat er niet in.",
    (
        Column("code", Kind.TEXT, "the discount code; the first when there are several", "de (eerste) kortingscode"),
        Column(
            "codes", Kind.TEXTS, "all its discount codes; an empty list when it had none", "alle kortingscodes ervan"
        ),
        Column("link", Kind.TEXT, "the tagged link's content label", "het label van de link"),
        Column("campaign", Kind.TEXT, "the tagged link's campaign", "de campagne van de link"),
        Column(
            "link_scope",
            Kind.TEXT,
            "what the link was seen on: the order itself, its visit or the buyer's first visit",
            "waarbij de link gezien is: de bestelling, het bezoek of het eerste bezoek",
            choices=LINK_SCOPES,
        ),
        Column(
            "order_key", Kind.KEY, "the order, as a keyed hash", "de bestelling, als hash", required=True, person=True
        ),
        Column(
            "number_key",
            Kind.KEY,
            "the number the shop gives it, as a keyed hash: equal where two sources tell of one order",
            "het ordernummer, als hash: gelijk waar twee bronnen over dezelfde bestelling gaan",
            person=True,
        ),
        Column(
            "amount",
            Kind.AMOUNT,
            "what its goods brought after discounts and refunds; 0 when it is no sale",
            "wat de artikelen opbrachten na korting en terugbetaling; 0 als het geen verkoop is",
            required=True,
        ),
        Column("refunded", Kind.AMOUNT, "what was given back of it, already taken off", "wat ervan is terugbetaald"),
        Column("currency", Kind.TEXT, "ISO 4217 code", "ISO 4217-code"),
        Column("with_tax", Kind.FLAG, "whether VAT is in the amount", "of er btw in het bedrag zit"),
        Column("with_shipping", Kind.FLAG, "whether shipping is in the amount", "of er verzending in het bedrag zit"),
        Column(
            "state",
            Kind.TEXT,
            "how it stood, where the source tells: sold, refunded, cancelled, unpaid; only sold ones have an amount",
            "hoe het ervoor stond, als de bron dat zegt: sold, refunded, cancelled, unpaid",
            choices=ORDER_STATES,
        ),
        Column("items", Kind.COUNT, "how many articles", "hoeveel artikelen"),
        Column("new_customer", Kind.FLAG, "whether it is the buyer's first order", "of het de eerste bestelling is"),
        Column("at", Kind.MOMENT, "when it was ordered", "wanneer er besteld is", required=True),
        Column("country", Kind.TEXT, "where it went, ISO 3166-1 code", "waar het heen ging, ISO 3166-1-code"),
        Column("postcode_area", Kind.TEXT, "first four digits of the postcode", "vier cijfers van de postcode"),
    ),
    ("order_key",),
)

RATES = Table(
    "rates",
    "What a creator asks for a deliverable.",
    "Wat een creator vraagt voor een uiting.",
    (
        Column("account", Kind.TEXT, "the account", "het account", required=True),
        Column("deliverable", Kind.TEXT, "post, story, reel, video, live, blog", "soort uiting", required=True),
        Column("fee", Kind.AMOUNT, "the fee without VAT", "het tarief zonder btw", required=True),
        Column("currency", Kind.TEXT, "ISO 4217 code", "ISO 4217-code"),
    ),
    ("account", "deliverable"),
)

TABLES: dict[str, Table] = {
    table.name: table for table in (ACCOUNTS, POSTS, COMMENTS, AUDIENCE_PEOPLE, AUDIENCE_SHARES, PEOPLE, SALES, RATES)
}
