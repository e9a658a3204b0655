"""Vocabulary: the English words around facts. The names of the facts themselves come from the field set."""


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for line in lines for word in line.split())


# Answers.

YES = _words(
    "yes y yep yeah yup ya true correct indeed affirmative absolutely definitely of_course for_sure that's_right",
    "✓ ✔ ✅ 👍",
)
NO = _words(
    "no n nope nah false not without w/o never none lacks lacking lack neither nor ✗ ✘ ❌ 👎 isnt arent wasnt hasnt",
    "havent doesnt didnt dont no_longer not_yet not_even yet_to",
)
DONT_KNOW = _words(
    "unknown unsure dunno idk null n/a tbd tba unclear undisclosed unspecified no_idea no_clue not_sure isn't_sure",
    "isnt_sure don't_know dont_know doesn't_know do_not_know won't_say wouldn't_say haven't_asked havent_asked",
    "didn't_ask didnt_ask can't_say cant_say not_known no_information no_info skip pass ask_me_later didn't_say",
    "didnt_say hasn't_said hasnt_said not_that_i_know_of",
)
INTERJECTIONS = _words("no nope nah yes yep yeah yup")
NOT_ONCE = _words("none never no zero nothing nope nah")
NOR = _words("or nor")
ASSENTS = _words("sure right")
"""These answer a question with yes if nothing else is said."""

# The person a fact is about.

PRONOUNS = _words("he she they his her their he's she's they're hes shes")
IS_PERSON = _words("he's she's they're i'm we're hes shes theyre im who's whos")
"""A person together with a verb: "she's 45"."""

PERSONS = _words(
    "he she they i we he's she's they're they've he'd she'd i'm i've we've we're hes shes theyre theyve im ive",
    "we'd they'd who who's whos client customer lead prospect buyer guy lady woman man investor person",
    "gentleman dude couple",
    "i'd you'd",
)
"""A word that was not understood does not change what follows one of these."""

ANOTHER = _words("new next other")
"""After these, "one" is a lead and not a number."""

RELATIVES = _words(
    "wife husband spouse partner girlfriend boyfriend fiancé fiancée fiance fiancee brother sister mother father",
    "mom mum dad son daughter kid kids child children friend friends boss colleague cousin uncle aunt neighbor",
    "neighbour agent broker lawyer roommate parents parent nephew niece family together tenant landlord seller",
    "brother-in-law",
)
THINGS = _words(
    "house home apartment condo flat property building unit mortgage loan rent rents price debt car dog lease",
    "deposit down_payment savings assets portfolio weather temperature traffic game meeting lunch dinner bill fee",
    "fees tax taxes interest valuation listing percent % bedroom bedrooms instructions",
)
OTHERS = RELATIVES | THINGS
"""Persons and things that are not the lead: facts about them are not facts about the lead."""

# What states nothing.

IF = _words("if whether unless suppose supposing imagine assuming assume when what_if in_case until")
REQUESTS = _words("score rate check evaluate assess what_about how_about how_good")
QUESTIONS = _words(
    "is are was were does do did has have had can could would will what what's whats how who who's when where why",
    "which",
)
MAY_BE = _words(
    "might will would could should may wants want wanted wanting needs need needed plans planning hopes hoping",
    "expects expecting expected trying tries applied applying applies asked asks asking going_to about_to gonna",
    "wanna pending waiting awaiting considering considers thinking_about interested_in working_on won't wouldn't",
    "he'll she'll they'll it'll couldn't shouldn't can't",
    "cannot cant wont wouldnt soon maybe perhaps probably possibly hopefully lost",
    "expired used_to formerly previously denied rejected refused declined withdrawn revoked cancelled canceled",
    "missing declining expiring no_doubt not_only not_just isn't_only isn't_just doesn't_just",
    "seeking seeks seek turned_down almost nearly practically virtually can_be can_get can_become",
    "by_monday by_tuesday by_wednesday by_thursday by_friday by_saturday by_sunday by_tomorrow by_next by_then",
    "by_end by_the_end by_tonight",
    "hardly barely scarcely potentially conditionally provisionally partially partly tentatively presumably",
    "theoretically initially originally reportedly eventually wrongly falsely mistakenly",
    "doubt doubts don't_think dont_think doesn't_think not_think don't_believe unlikely supposedly allegedly",
)
"""A fact in the same clause may happen later, or is no longer true."""

LOST = _words(
    "lost expired withdrawn revoked cancelled canceled denied rejected lapsed turned_down fell_through doubt doubts"
)
"""These take back a yes before them in the same sentence."""

TAKEN_BACK = LOST | _words(
    "withdrew withdrawing pulled pull backed dropped fell fallen gone ended stopped refused reversed changed retracted"
)
"""These take back a yes before a "but" in the same sentence: "had a budget, but withdrew it"."""

UNCLEAR = _words(
    "any combined household joint jointly monthly month /month /mo quarterly weekly week /week hourly /hour net",
    "nope negative went rose dropped fell grew increased decreased improved jumped daily biweekly",
    "up_from down_from no_change no_update no_news out_of another min minimum max maximum goal target desired",
)
"""These change the fact next to them in a way that is not understood."""

PERIODS = _words("last_week this_week last_month this_month last_year this_year last_quarter this_quarter last_night")
"""When something was counted: this adds nothing to a count, but matters for an amount of money."""

YEARLY = _words("year annum yearly annually annual p.a. p.a pa /yr /year")
SEPARATORS = _words(", ; .") | {"\n"}

# Corrections.

CORRECTIONS = _words(
    "sorry oops actually rather correction meant mean wait make_that make_it scratch_that i_mean no nope edit",
    "update",
)
REVOCATIONS = _words("sorry oops correction meant make_that make_it scratch_that no nope")
"""The corrections that take back what was said; "actually" may also begin an answer."""

PAST = _words("was were")
TAKES_BACK = _words("not instead_of rather_than")

# What makes a number rough.

HEDGES = _words(
    "somewhere_around somewhere_between more_than less_than fewer_than at_least at_most up_to close_to north_of",
    "south_of just_over just_under well_over just_about upwards_of about around roughly approximately approx circa ca",
    "maybe perhaps probably possibly like some nearly almost over under above below say ~",
)
AFTERTHOUGHTS = _words("or_so or_more or_less plus + ish -ish tops give_or_take")

BEFORE_DATES = _words("at in since until on by")
NO_AGES = _words("day days week weeks month months night nights mile miles km minutes hours")
"""A number before these counts them: "she is 30 days late" states no age."""

# What may be between the words of a fact without changing it.

BUT = _words("and but & also though although however while")
CONTRAST = _words("but though although however while")
ARE = _words("is 's are was were am be been being turned turns has have had does do did")
BEING = _words("is 's was are were am turned turns be")
DETERMINERS = _words("a an the this that these those his her their our my your")
TELLING = _words(
    "told tell tells said say says mentioned mention shared share shares gave given stated claims reports reported",
    "claim",
)
QUALITIES = _words(
    "good great nice strong solid hot warm cold excellent fair poor bad decent average lots many several plenty"
)
NEXT_TO_AGE = _words(
    "about around now only just already in the his her their like nearly almost roughly approximately exactly",
    "actually sorry make that",
)
NEXT_TO_ANSWERS = (
    ARE
    | BUT
    | DETERMINERS
    | TELLING
    | CORRECTIONS
    | PERSONS
    | PRONOUNS
    | _words(
        "yet already still now today just only so too then it its it's that's oh ah um hmm well ok okay please thanks",
        "sure quite pretty think guess believe suppose know hear heard apparently far anymore any_more any_longer at",
        "all current currently sadly alright",
    )
)
"""These may be next to a yes or no that answers a question. Next to other words it may belong to those."""

WORKS = _words("works work working worked employed")
FILLERS = (
    BUT
    | ARE
    | DETERMINERS
    | TELLING
    | QUALITIES
    | CORRECTIONS - NO
    | PRONOUNS - PERSONS
    | _words(
        "then yet or as_well plus it its it's that's there's here's there here of on in at to for from with by as per",
        "into over than via them him our us you somebody someone such so too since after before off back up",
        "out down annum year",
        "yearly annually p.a. /yr /year annual pa still already just even now today yesterday tonight recently",
        "currently lately ago again ever far either both all each total altogether overall only around about",
        "circa approx roughly approximately nearly almost exactly aged like some something somewhere single new",
        "next first last think guess believe believes suppose feel hear heard know knows apparently",
        "honestly really very quite pretty sure btw fyi ok okay well oh ah um hmm anyway right please pls kindly",
        "hi hello hey dear thanks thank thx cheers get gets got getting made submit submitted submits sent send",
        "sends left put set filed placed received done take takes taken taking comes coming goes going give gives",
        "shows showed showing spent reach reached morning afternoon evening time times monday tuesday",
        "wednesday thursday friday saturday sunday phone call meeting chat talked talk spoke speaking spoken met",
        "meet meets chatted speak name named number looking looks look can let's lets interested engaged active",
        "came_in filled quote sitting stands standing amount instead level value values figure mark range place sadly",
        "unfortunately luckily happily alright pulled updated changed corrected change late through",
        "bank lender point moment calling anything having including totaling",
        "update_on anymore any_more any_longer in_mind w w/",
    )
)

# Names.

TALKS = _words("talked talk talking spoke speak speaking spoken chatted chat phone call calling meeting met meet about")
TALKING = TALKS - {"about"}
US = _words("us me")
OURSELVES = _words("we i i've we've i'm we're ive im we'd i'd we'll i'll")
PASSIVE = _words("was were been being be is are got")
NAMED = _words("this name named it let's lets next then")
BEFORE_NAMES = _words("and & met meet score check rate so ok okay please call am i'm im this also then")
BEFORE_NAMES |= _words("what_about how_about update_on referred introduced recommended")
BEFORE_ANOTHER = _words("now next actually")
"""A name follows these at the beginning of a sentence about another lead: "now Sam, 38"."""

ARTICLES = _words("a an")
COMES_IN = _words("call email e-mail mail message text voicemail enquiry inquiry lead referral")
"""These come from a lead whose name follows: "got a call from Dana Reyes, 45"."""

BEFORE_PARTNERS = _words("to with w w/ about for")
PRESENTS = _words("it's its")
BEFORE_COMPANIES = _words("from at of for with w w/")
BEFORE_PLACES = _words("by at in on of near from than via with w w/ for") | WORKS
SMALL_BEFORE_NAMES = _words("ok okay well so and also please pls score rate check talked spoke to met with new")
"""A name in lower case may follow these at the beginning of a text."""

SOURCES = _words("zillow realtor website")
"""Where leads come from: "Enquiry from the website: Dana Reyes, 45"."""

NO_NAMES = SOURCES | _words(
    "retired married divorced engineer doctor dentist nurse teacher owner self-employed rich wealthy young old",
    "lol wow haha hehe omg bye welcome yo sup congrats awesome amazing perfect fine cool sweet high medium low",
    "signed team all everyone everything everybody nobody guys folks subject message date cc comment comments",
    "note notes source form question known",
    "what whats how who why where when which whose",
    "add change log record enter remember top way quick closed sold bought regarding re order invoice let",
    "ignore unopened unread emails unemployed second",
    "male female m f gender sex older younger elderly urgent asap important scored rated",
    "apt suite room floor page step item lot ext version spender",
)
NAMES_TOO = _words("an will may so hope rich long page good strong mark art see new hot")
"""Words that are names if they have a capital letter next to another name."""

OBJECTS = _words("him her them")
PARTICLES = _words("van von de der den di da del della la le al el bin ibn ter dos st &")
AFTER_DOT = _words("dr mr mrs ms approx ca est st e.g i.e vs prof jr sr inc corp ltd co")
COMPANY_WORDS = _words(
    "inc corp corporation llc llp ltd limited gmbh ag sa plc co company capital partners group holdings holding",
    "realty properties investments investment bank ventures management industries associates enterprises",
    "consulting trust",
)

NEARLY_NAMES = _words(
    "contract contracts contracted financial financially finance finances financed opener viewer visitor visitors",
    "maker makers credited budgeted properly relocation allocation contacting calling scored scores incomes",
)
"""English words that are similar to the name of a field, and not misspelled."""

ALL = (
    YES | NO | DONT_KNOW | PERSONS | FILLERS | MAY_BE | UNCLEAR | OTHERS | IF | REQUESTS | QUESTIONS | WORKS | NO_NAMES
)
