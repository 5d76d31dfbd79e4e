"""The words that make a name or a phrase a party: offices, callings, bodies, and what ends a name.

Sectors of common nouns come from the knowledge base; here stands what decides the shape of a phrase.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.knowledge import Knowledge
from dragoman.records import Kind


def _by_word(rows: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {word: tuple(key.split()) for key, words in rows.items() for word in words.split()}


# The last word of an office, by the sectors of who holds it.
OFFICE_HEADS = _by_word(
    {
        "GOV": """president premier chancellor minister secretary undersecretary under-secretary ambassador envoy
        representative spokesperson spokesman spokeswoman governor mayor commissioner chairman chairwoman chairperson
        chair co-chair co-chairman director director-general secretary-general under-secretary-general king queen emir
        amir sultan prince princess monarch emperor adviser advisor aide attaché attache consul negotiator mediator
        coordinator rapporteur head chief leader vice-president vice-premier vice-minister taoiseach treasurer nuncio
        emissary chargé councillor councilor counsellor counselor governor-general ex-president ex-minister premier
        permanent-representative plenipotentiary chieftain pm fm vice-chairman vice-chair vice-chairperson
        president-elect czar first-lady consul-general ambassador-at-large dictator strongman co-leader
        co-president tánaiste eam dpm hrvp
        representative/vice-president""",
        "LEG": "senator speaker congressman congresswoman mp mep assemblyman assemblywoman",
        "JUD": "judge justice prosecutor ombudsman ombudswoman ombudsperson",
        "MIL": """general admiral commander colonel brigadier major-general lieutenant-general commander-in-chief
        marshal""",
        "COP": "sheriff",
        "GOV REL": "pope pontiff",
        "REL": "patriarch archbishop bishop ayatollah mufti catholicos cardinal imam",
        "BUS": "ceo executive",
    }
)
# Heads that only lead a phrase with something before or behind them: "the head" alone may be a head.
NEEDS_MORE = frozenset("executive chief head chair general speaker justice aide leader major chieftain marshal".split())
# What may follow the head and belongs to the office.
AFTER_HEAD = frozenset(
    """general general's in-chief emeritus plenipotentiary extraordinary-and-plenipotentiary generals pro-tempore
    designate elect""".split()
)
# Words before the head that are part of the office, besides portfolios.
OFFICE_MODIFIERS = frozenset(
    """prime deputy vice first second third assistant principal permanent special personal senior chief high cabinet
    state under secretary foreign crown supreme national security general federal union presidential parliamentary
    executive managing attorney resident humanitarian press party opposition trade nuclear peace security policy
    military army police intelligence central bank provincial regional district city state-run top lead political
    field force naval staff spiritual religious tribal rebel separatist militia union junta coup house senate
    parliament majority minority congressional government ministry independent joint lieutenant major brigadier rear
    sub-regional country programme program mission delegation election council commission committee assembly royal
    honorary consular revolutionary guard guards hereditary paramount de facto ruling gang cartel
    war defence-staff shadow emergency relief grand climate
    village community student congress faction global science chairman additional""".split()
)
# Words before an office that say when or how it is held; they are in the phrase, not in the office.
TIMES_OF_OFFICE = frozenset(
    """acting interim caretaker outgoing incoming current new then former ex ex- onetime one-time ousted deposed late
    retired exiled visiting newly newly-elected newly-appointed appointed elected re-elected long-time longtime
    veteran embattled previous next future sitting jailed detained""".split()
)
FORMER = frozenset("former ex ex- onetime one-time ousted deposed late retired exiled previous then-".split())

PARTICLES = frozenset(
    """bin ibn bint al el ould mint de da do dos das du del della di la le las los van von der den ter ten und zu zum af
    av al- abu ben y e st. dal delle d' bin- binti ap ibni binte anak""".split()
)
SUFFIXES = frozenset("Jr. Jr Sr. Sr II III IV VI".split())
# Letters behind a name that say where its bearer sits, or what he was honoured with, and are in no name.
LETTERS = frozenset(
    """MP MLA MPP MNA MSP MEP TD KC QC CBE OBE MBE KBE DBE CMG KCMG GCMG CNZM EGH PhD Ph.D. Esq Esq. J.P. JP""".split()
)

# The head of a proper name that makes it a body, by sectors.
BODY_HEADS = _by_word(
    {
        "PTY": "Party Bloc Congress",
        "GOV": """Ministry Commission Council Committee Authority Agency Department Bureau Administration Secretariat
        Cabinet Government Embassy Consulate Mission Office Service Presidency Directorate Taskforce Inspectorate
        Ministries Chancellery Directorate-General Commissariat Delegation""",
        "LEG": "Parliament Senate Assembly Knesset Duma Bundestag Majlis Legislature Congress",
        "JUD": "Court Tribunal Courts Judiciary",
        "MIL": "Army Navy Forces Force Corps Brigade Brigades Battalion Command Guard Guards Regiment Division Fleet",
        "COP": "Police Gendarmerie Constabulary",
        "EDU": "University Institute College School Academy Institution Faculty Polytechnic",
        "BUS": """Bank Corporation Corp Corp. Company Co. Inc Inc. Ltd Ltd. Group Holdings Holding Industries Airlines
        Airways Motors Petroleum Telecom Limited PLC GmbH LLC Ventures Capital Stores Systems Technologies Aerospace
        Enterprises Exchange Tankers Shipping Maritime Logistics Mining Refining Steel Airline Shipyard Shipyards
        Insurance""",
        "LAB": "Union Unions",
        "JRN": """News Times Post Herald Tribune Gazette Broadcasting Television Radio Press Journal TV Newspaper
        Daily""",
        "REL": "Church Patriarchate Diocese Archdiocese Synod Vatican",
        "MED": "Hospital Clinic",
        "SOC": """United FC Rovers Wanderers
        Foundation Association Federation Confederation League Society Network Club Trust Museum Library
        Orchestra Charity Charities""",
        "UAF": "Jihad Militia Militias Mujahideen",
        "": """Front Movement Organization Organisation Alliance Coalition Center Centre Fund Board Team Unit
        Observatory Watch Monitor Chamber Platform Forum-for Brotherhood Resistance Panel Group Secretariat
        Task-Force Crescent""",
    }
)
# Words that open the names of bodies in languages where the head comes first: "Agence Ponant".
BODY_FRONTS = _by_word(
    {
        "JRN": "Agence Agenzia Agencia Agência Agentur Radiodiffusion Radiotelevisión Radiotélévision",
        "BUS": "Banque Banco Banca Société Compagnie Compañía Companhia",
        "EDU": "Université Universidad Universidade Università Institut Instituto",
        "PTY": "Parti Partido Partito",
        "SOC": "Fondation Fundación Fundação Fondazione Asociación Associação",
    }
)
PLACE_HEADS = frozenset(
    """River Lake Mount Mountain Mountains Sea Ocean Gulf Bay Strait Straits Island Islands Peninsula Valley Desert
    Province Provinces Region District County City Airport Port Square Street Avenue Road Bridge Canal Crossing
    Governorate Oblast Prefecture Heights Plateau Basin Camp Palace Stadium Village Town Base Hill Hills Coast Strip
    Hotel Delta Cape Territory Territories Reservoir Dam Highway Corridor Harbor Harbour Park Peak Beach Falls
    Archipelago Reef Shoal Airbase Department Canton Municipality Autonomous Terminal Quarter Boulevard Neighborhood
    Suburb Plaza Kremlin Isle Forest Refinery""".split()
)
PLACE_FRONTS = frozenset(["Lake", "Mount", "Mt.", "Cape", "Gulf", "Strait", "Straits", "Port", "Isle", "Fort"])
AGREEMENT_HEADS = frozenset(
    """Agreement Agreements Treaty Accord Accords Protocol Protocols Convention Conventions Declaration Charter
    Memorandum Pact Communique Communiqué Roadmap Resolution Constitution Act Law Framework Compact Concept
    Amendment Code Initiative Plan Strategy Principles Programme""".split()
)
OCCASION_HEADS = frozenset(
    """Summit Conference Forum Dialogue Games Cup Olympics Festival Expo Fair Championship Championships War Revolution
    Anniversary Session Roundtable Meeting Talks Exercise Consultations Congress Day Days Week Prize Award Awards
    League Tournament Ceremony Symposium Convention Intifada""".split()
)
# Capitalised words that are no part of anybody's name.
NOT_NAMES = frozenset(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Christmas Easter Ramadan Eid Nowruz
    Novruz Diwali Hanukkah Passover Yom Kippur Islam Christianity Judaism Buddhism Hinduism Islamic Christian Jewish
    Hindu Muslim Sunni Shia Shiite Catholic Orthodox Buddhist English God Internet Today Yesterday Tomorrow Photo Video
    Image Source Read Updated Published Breaking Live Watch Share Click Article Chapter Section Annex Paragraph Page
    COVID COVID-19 Covid Covid-19 HIV AIDS AI GDP CEO PM FM MP MPs I II III IV V VI Ok OK P.S. CET GMT UTC EST Act
    Arab Arabs Western Eastern Northern Southern European Europeans African Africans Asian Asians Latin Kurdish
    Excellency Excellencies Majesty Highness Honourable Honorable Mr Mrs Ms Dr Mr. Mrs. Ms. Dr. Sir Madam
    Mid- Bitcoin Nobel Oscar Twitter Facebook YouTube Instagram WhatsApp TikTok Telegram X""".split()
)

# Given names at home in many countries; enough of them tell a bare two-word name from a title or a product.
_GIVEN = """
elijah emir israel therese jordan florence georgia sydney dallas paris adelaide jorge mohammed akufo kweisi arnav
rebecca kelly patricia
aaron abbas abdallah abdel abdirahman abdul abdulaziz abdulla abdullah abebe abel abiy abraham adam adama adel adnan
adrián agnes agnieszka ahmad ahmed ahmet aisha akihiro akinwumi alain alan alar albert alberto albin alejandro
aleksandar aleksander aleksandr ales alex alexander alexandra alexandre alexei alexey alfredo ali aliaksandr alice
alicia alisher alma alpha alvaro amadou amanda amina aminata amir amy ana anas anastasia anatoly andre andrea andreas
andrei andrej andres andrew andrey andrius andriy andrzej andy angela angelina anita anna annalena anne anne-marie
anneliese anthony antoine anton antonio antony anutin anwar ararat arif arman armen arsen artem arthur arturo ashraf
asif aslan asma atif augusto ayman aziz aziza bagrat baiba bakhtiyar bakir bakyt bakytzhan barack barbara bashar
bassam beata beatrice ben benigno benjamin benny berdi bernadette bernard bernie beth bill bisera bobur bogdan bola
boris borjana brahim brian bruno bujar carla carlos carmen caroline carrie catalin catherine cecilia celia chad
charles charlotte chris christian christina christine christopher chrystia chuck ciprian claude claudia claudio colin
constantin craig cristina cyril daniel daniela danny dario dariusz dave david dawit deborah denis denise dennis diana
didier diego dieter dilma dimitar dina dmitri dmitriy dmitry dmytro dominic dominique don donal donald dorin dorothy
doug dragos dritan eamon ebrahim ed edgar edi edith eduardo edward edwin ekaterina elena eli elias elizabeth ellen
elmar elmedin elnur eman emil emilia emily emma emmanuel emomali enrique eric erik erlan ernesto ester esther ethan
eugene eva evangelos evelyn evgeny evika faisal farid farouk fatima fatou fatoumata faustin felipe felix ferdinand
fernando fidel filip florence francesco francis francisco franck francois frank frans françois fred frederic fuad
fumio fyodor gabriel gabriela gary gavin gennady geoffrey george georges georgi gerald gerard gerhard gideon gilbert
giorgi giorgia giorgos giovanni gitanas giulia giuseppe glenn gloria gordon grace graham greg gregory grigory
guillaume guillermo gurbanguly gustavo guy habib haider haile hailemariam hakan hamad hamid hamza hanna hannah hans
harold haroun harry hasan hashim hassan heather hector heidi heiko helen helena helga helmut henri henry herman hikmet
hilary hillary hiroshi hisashi hisham horacio hossein howard hristijan hugo humberto hun hussein ian ibrahim idriss
ignacio igor ilham ilir imad iman imran ines ingrid ingrida inna ioannis ion irakli irene irina isaac isabel isabelle
isaias ismail issa iulian ivan ivana jacek jacinda jack jacob jacques jaime jair jake jakov jalal jamal james jamie
jan jane janet janez jared jason javad javier jean jean-baptiste jean-claude jean-luc jean-noel jean-noël jean-pierre
jean-yves jeenbek jeff jeffrey jennifer jens jeremy jerome jerry jessica jesus jeyhun jim jimmy jo joachim joan joao
joe joel johan johann johannes john johnny jon jonas jonathan jorge jose josef josep joseph joshua josé joão juan
judith jules julia julian julie julio julius justin jürgen kaczynski kairat kaja kamal kamala karen karim karin karl
karol kassym-jomart katarina kate katherine kathleen kathy katrin keir keith kelly ken kenji kenneth kevin khaled
khalid khalifa khalil kim kiril kirill klaudia klaus konstantin kristalina kristen kristersson krzysztof kyriakos
laila lamine larry lars laura laurent lawrence layla lech lee leila leo leon leonid lesley leticia lewis liam lilia
linda lindsey lionel lisa liz lloyd loretta louis louise luca lucas lucy ludovic luis luiz luka luke lula luminita
maha mahamadou mahamat mahmoud mahmud maia maksim malcolm malik manfred manuel marc marcel marcelo marco marcos
margaret maria mariam marian marie marija marina mario marise mark marta martin marwan mary maryam maría masoud
masrour matteo matthew maureen maurice mauricio max maxim megan mehmet mehriban melania melanie meles melissa mette
mevlut mevlüt michael michal micheal michel michele michelle micheál miguel mihai mike mikhail mikheil milan milojko
milorad milos minh mira mircea mirjana mohamad mohamed mohammad mohammed mohsen moise monica moon morgan moses moussa
muammar muhammad muhammadu mukhtar munir murat musa mustafa muzaffar mykhailo mykola nabil nadia naledi nancy narendra
natalia natallia natalya nathan nawaf nawaz neil nelson nguyen niamh nicol nicola nicolae nicolas nicole nigel nikol
nikola nikolai nikolaos nikolay nikos nina nino nora nour noura nurlan nursultan oana olaf oleg oleh oleksandr oleksii
olena olga oliver olivier olusegun omar omer oscar osman otabek otto pablo paetongtarn pamela paolo pascal patrice
patricia patrick paul paula paulo pavel pavlo pedro penny per pete peter petr petra petro petteri phil philip philippe
pierre pietro piotr prabowo prak pravind qasem radoslaw radosław rafael rafik rahul raila rajnath ramon ramtane ramzan
rana rania raphael rashid raul raúl rebecca recep rene renee retno rex ricardo richard rick rishi rob robert roberto
robin rodrigo rodrigue roger roland roman ron ronald rosa rosemary roy ruben rumen ruslan ruth ryan saad sabri sadyr
saeed said salah saleh salih salim salman salva sam samantha sameh sami samia samir samuel sandra santiago sara sarah
sardor sebastian sebastien serdar sergei sergey sergio sevgil shahbaz shane shavkat sheila shigeru shinzo shirley
siarhei sigmar silvia silvio simon simone siobhan sirajuddin sirojiddin sofia solomon sonia srettha stanislav stefan
stephan stephane stephanie stephen stergomena steve steven stuart stéphane subianto subrahmanyam sugiono sultan sunil
susan suzanne sven svetlana sviatlana svitlana taha takeshi tamara tamim tania tanja tarek tareq taro tatiana tatyana
ted tedros teodoro terry theresa thierry thomas thorbjorn tibor tiit tim timothy tina todd tom tomas tomasz tommy toni
tony toomas toshimitsu tracy tsai uhuru ulrich umar umaro urmas ursula usman uwe vaclav vahan valdis valentina valeriy
valery vanessa vasily vepa vera veronica victor victoria viktor vincent vincenzo virginia vitali vitaly vivian vjosa
vladimir vlado volodymyr vsevolod wafa walid wally walter wanda wang wanjiku warren wendy werner wilhelm willem
william wolfgang xavier yahya yair yasir yasser yemi yevgeny yevhen yitzhak yoav yoon yoshihide yoshiko yousef youssef
yulia yuri yuriy yusuf yves yvette zainab zalmay zbigniew zdravko zeljka zhou zoran zuzana
"""
GIVEN_NAMES = frozenset(_GIVEN.split())
_FAMILY_FIRST = "Xi Li Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Ma Zhu Hu Guo He Gao Lin Luo Qin Kim Lee Park"
FAMILY_FIRST = frozenset(
    (_FAMILY_FIRST + " Choi Cho Jung Kang Yoon Moon Han Lim Nguyen Tran Pham Vo To Qi Mao Xie").split()
)


class PartyNoun(NamedTuple):
    """A common noun for people or a body: the words after its first, its kind, its sectors, its number."""

    rest: tuple[str, ...]
    kind: Kind
    sectors: tuple[str, ...]
    many: bool


# Nouns of the reviewed list that are as often a thing, a quality or part of another phrase.
_NOT_ALONE = frozenset(
    """state executive palace industry general division tank television magazine daily power republic kingdom
    press local cardinal marine national major customs justice school public neighbour neighbor entity figure
    executive captain congregation sect producer supplier school schools states powers defence
    mission missions council councils agent agents business businesses product proxy assembly daily bank banks
    divisions tanks industries palaces figures resistance officer source sources leadership assemblies
    union unions party parties coalition coalitions media club clubs side sides exile exiles
    youth source partner partners guest guests host local populations power nation
    televisions magazines school palace mosque mosques church churches elite elites person""".split()
) - frozenset("party parties union unions coalition coalitions sides side sources officer".split())
_BODIES: dict[str, Kind] = {
    **dict.fromkeys(
        """government administration regime cabinet ministry presidency junta embassy consulate municipality monarchy
        parliament legislature senate congress court tribunal judiciary army military navy police gendarmerie
        authorities authority parliaments governments ministries embassies courts armies""".split(),
        "government",
    ),
    **dict.fromkeys(
        """company firm corporation university newspaper broadcaster airline hospital organization organisation agency
        bank party union foundation association outlet college lender carmaker manufacturer enterprise
        agencies companies firms organizations organisations universities newspapers unions""".split(),
        "organization",
    ),
}
_BODY_PHRASES: dict[str, tuple[Kind, tuple[str, ...]]] = {
    "kingdom": ("country", ()),
    "sultanate": ("country", ()),
    "armed forces": ("government", ("MIL",)),
    "defence forces": ("government", ("MIL",)),
    "defense forces": ("government", ("MIL",)),
    "air force": ("government", ("MIL",)),
    "ground forces": ("government", ("MIL",)),
    "coast guard": ("government", ("MIL",)),
    "air defence": ("government", ("MIL",)),
    "air defense": ("government", ("MIL",)),
    "air defences": ("government", ("MIL",)),
    "air defenses": ("government", ("MIL",)),
    **dict.fromkeys(
        ("coast guard ship", "coast guard vessel", "coast guard boat", "coast guard ships", "coast guard vessels"),
        ("group", ("MIL",)),
    ),
    "national assembly": ("government", ("LEG",)),
    "lower house": ("government", ("LEG",)),
    "upper house": ("government", ("LEG",)),
    "supreme court": ("government", ("JUD",)),
    "constitutional court": ("government", ("JUD",)),
    "high court": ("government", ("JUD",)),
    "appeals court": ("government", ("JUD",)),
    "foreign ministry": ("government", ("GOV",)),
    "interior ministry": ("government", ("GOV", "COP")),
    "defence ministry": ("government", ("GOV", "MIL")),
    "defense ministry": ("government", ("GOV", "MIL")),
    "health ministry": ("government", ("GOV", "MED")),
    "foreign office": ("government", ("GOV",)),
    "central bank": ("government", ("GOV", "BUS")),
    "state security service": ("government", ("SPY",)),
    "intelligence agency": ("government", ("SPY",)),
    "intelligence service": ("government", ("SPY",)),
    "news agency": ("organization", ("JRN",)),
    "civil society": ("group", ("SOC",)),
    "heads of state": ("group", ("GOV",)),
    "heads of state and government": ("group", ("GOV",)),
    "heads of government": ("group", ("GOV",)),
    "member states": ("group", ("GOV",)),
    "warring parties": ("group", ()),
}
_MORE: dict[str, tuple[str, ...]] = {
    "delegate": ("GOV",),
    "delegates": ("GOV",),
    "delegation": ("GOV",),
    "delegations": ("GOV",),
    "representatives": (),
    "side": (),
    "sides": (),
    "parties": (),
    "counterpart": (),
    "counterparts": (),
    "homologue": (),
    "homologues": (),
    "colleague": (),
    "colleagues": (),
    "opposite number": (),
    "opposite numbers": (),
    "interlocutors": (),
    "official": ("GOV",),
    "officials": ("GOV",),
    "experts": ("EDU",),
    "members": (),
    "allies": (),
    "signatories": (),
    "belligerents": (),
    "separatists": ("REB",),
    "combatants": ("UAF",),
    "operatives": ("UAF",),
    "supporters": ("PTY",),
    "staffers": (),
    "nationals": ("CVL",),
    "parliamentarians": ("LEG",),
    "peacekeepers": ("MIL",),
    "servicemembers": ("MIL",),
    "policymakers": ("GOV",),
    "capitals": ("GOV",),
    "thousands": ("CVL",),
    "hundreds": ("CVL",),
    "dozens": ("CVL",),
}
_ALWAYS_MANY = frozenset("police people troops forces personnel media staff authorities opposition".split())


class Lexicon:
    """The words of parties of one knowledge base, in the shape a scan of a sentence asks for."""

    def __init__(self, base: Knowledge) -> None:
        self.nouns: dict[str, list[PartyNoun]] = {}
        heads = dict(base.words("heads"))
        for phrase, sectors in [*heads.items(), *_MORE.items()]:
            if phrase not in _NOT_ALONE and phrase.rpartition(" ")[2] not in OFFICE_HEADS:
                kind = _BODIES.get(phrase.rpartition(" ")[2], "group")
                self._add(phrase, kind, tuple(s for s in sectors if s != "UNK"))
        for phrase, (kind, sectors) in _BODY_PHRASES.items():
            self._add(phrase, kind, sectors)
        for nouns in self.nouns.values():
            nouns.sort(key=lambda noun: (-len(noun.rest), noun))
        self.honorifics = dict(base.words("honorifics"))
        self.honorific_starts = {words.split()[0].lower() for words in self.honorifics}
        self.portfolio_words = _portfolio_words(base.words("portfolios"))
        self.portfolio_sectors = {name.lower(): sectors for name, sectors in base.words("portfolios").items()}

    def _add(self, phrase: str, kind: Kind, sectors: tuple[str, ...]) -> None:
        first, *rest = phrase.split()
        last = phrase.rpartition(" ")[2]
        many = last in _ALWAYS_MANY or (last.endswith(("s", "men", "women", "children")) and not last.endswith("ss"))
        nouns = self.nouns.setdefault(first, [])
        nouns[:] = [n for n in nouns if n.rest != tuple(rest)]
        nouns.append(PartyNoun(tuple(rest), kind, sectors, many))

    def match_noun(self, lowers: Sequence[str], at: int) -> tuple[int, PartyNoun] | None:
        """The longest party noun at a word: its length, and what it is."""
        for noun in self.nouns.get(lowers[at], ()):
            size = len(noun.rest)
            if not size or tuple(lowers[at + 1 : at + 1 + size]) == noun.rest:
                return size + 1, noun
        return None


def _portfolio_words(names: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Every word of a portfolio; "and", "of" and "the" only join them."""
    words = {word.lower() for name in names for word in name.split()}
    words |= set(
        """european union commonwealth caribbean african asean citizens abroad nationals relations promotion
        expatriate expatriates diplomatic pacific neighbourhood enlargement political home egyptians emigration
        migrants integration policy reform modernization modernisation transition ecological digitalization
        mountain coastal waterways wildlife petroleum coordination partnership overseas""".split()
    )
    return frozenset(words - {"and", "of", "the", "&"})


@cache
def lexicon_of(base: Knowledge) -> Lexicon:
    """The lexicon of a knowledge base, made once.

    >>> from dragoman.knowledge import load
    >>> lexicon_of(load()).match_noun(["riot", "police", "fired"], 0)[1].sectors
    ('COP',)
    """
    return Lexicon(base)


# Who is somebody's without being of his side: "Moscow's main ally", "a critic of Rabat".
OTHERS = frozenset(
    """opponent opponents critic critics enemy enemies foe foes rival rivals ally allies backer backers neighbour
    neighbours neighbor neighbors""".split()
)
