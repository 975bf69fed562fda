"""Ledger entries in words: what moved a number, with its figures, by which rule, after whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from game.texts import names
from game.texts.catalogue import N_, _
from game.texts.numbers import figure, per_cent
from game.texts.shapes import EntryShape, RuleShape, TableShape


@dataclass(frozen=True, slots=True)
class Why:
    """
    An entry explained: a headline, one sentence of what happened, then the rule's name, its
    assumption, its source concept, and the literature (the last two may be empty).
    """

    headline: str
    sentence: str
    rule: str
    assumption: str
    concept: str
    literature: str


@dataclass(frozen=True, slots=True)
class _Saying:
    """A headline, a sentence that needs no figures, and one that needs the entry's facts."""

    headline: str
    plain: str
    told: str = ""


def _say(headline: str, plain: str, told: str = "") -> _Saying:
    return _Saying(headline, plain, told)


_CAUSES: dict[tuple[str, str], _Saying] = {
    ("adaptive_actors", "terms_applied"): _say(
        N_("Terms taken up"), N_("Owners follow what the terms in force ask of their ships.")
    ),
    ("adaptive_actors", "industry_learns"): _say(
        N_("Industry learns"), N_("Owners who are attacked protect themselves, whatever is agreed.")
    ),
    ("adaptive_actors", "drive"): _say(
        N_("Drive of the networks"),
        N_("How hard the networks work follows their strength, their profit and the season."),
        N_(
            "The networks work at a strength of {capacity} and an expected profit of {profit}, at "
            "{season} of the usual season."
        ),
    ),
    ("adaptive_actors", "displacement"): _say(
        N_("Moved to where it is quiet"),
        N_("Attacks shift from water that is covered to water that is not."),
        N_("Attacks shift between covered and open water; here, in {zone}."),
    ),
    ("adaptive_actors", "opposed_at_sea"): _say(
        N_("Opposed at sea"),
        N_("Forces on station prevent attempts."),
        N_("Forces on station cover {coverage} of this water and prevent attempts."),
    ),
    ("adaptive_actors", "hardening_and_escort"): _say(
        N_("Hard targets and escorts"),
        N_("Protected and escorted ships are harder to take."),
        N_("With {hardening} of protection aboard, and by escorts, ships are harder to take."),
    ),
    ("adaptive_actors", "released"): _say(
        N_("Released"), N_("Some of what was held is given back.")
    ),
    ("adaptive_actors", "seized"): _say(
        N_("Seized"),
        N_("Attempts that succeed add to what is held."),
    ),
    ("adaptive_actors", "expected_profit"): _say(
        N_("Expected profit"),
        N_("What the networks expect to earn follows success and reward."),
        N_("{success} of attempts succeed, and expectations follow."),
    ),
    ("adaptive_actors", "income"): _say(
        N_("Income"), N_("Profit above its starting level pays for more crews.")
    ),
    ("adaptive_actors", "less_income"): _say(
        N_("Less income"), N_("Profit below its starting level lets crews drift away.")
    ),
    ("adaptive_actors", "tried"): _say(
        N_("Suspects tried"),
        N_("Those who are caught and tried do not come back."),
        N_("{finish} of what trials could do is done, so that those who are caught stay away."),
    ),
    ("adaptive_actors", "ashore"): _say(
        N_("Work ashore"),
        N_("Work on land takes shelter and recruits away."),
        N_("{relief} of what work on land could do is done; it takes shelter and recruits away."),
    ),
    ("burden_sharing", "fades"): _say(
        N_("Grievance fades"), N_("What is past weighs less with time.")
    ),
    ("burden_sharing", "carries_more"): _say(
        N_("Carries more than its share"),
        N_("A member that gives more than it finds fair resents it."),
        N_("It carries {share} of the effort and finds {fair} fair."),
    ),
    ("burden_sharing", "carries_less"): _say(
        N_("Others carry less"),
        N_("Trust falls in a member that is bound and gives little."),
        N_("{member} carries {share} of the effort where {fair} would be fair."),
    ),
    ("deterrence", "believed"): _say(
        N_("Deeds are believed"),
        N_("Members are present and do what they promised."),
        N_("{kept} of what was promised is sent, at {presence} of full presence."),
    ),
    ("deterrence", "doubted"): _say(
        N_("Deeds fall short"),
        N_("Presence and kept promises do not bear out what is said."),
        N_("{kept} of what was promised is sent, at {presence} of full presence."),
    ),
    ("deterrence", "deterred"): _say(
        N_("Deterred"),
        N_("Attempts are not made where members are credible and present."),
        N_("At a credibility of {credibility}, attempts are not made where forces are present."),
    ),
    ("domestic_opinion", "drift"): _say(
        N_("Attention passes"), N_("Opinion drifts back to where it rests.")
    ),
    ("domestic_opinion", "fatigue"): _say(
        N_("Tired of the deployment"),
        N_("The public tires of forces abroad."),
        N_("The public tires of forces abroad; units deployed: {deployed}."),
    ),
    ("domestic_opinion", "progress"): _say(
        N_("Progress is seen"),
        N_("The public sees the danger fall."),
        N_("The public sees that exposure is down to {exposure}."),
    ),
    ("free_riding", "harm"): _say(
        N_("Harm done"),
        N_("Attacks reach a member by its part in what is at risk."),
    ),
    ("free_riding", "protected"): _say(
        N_("Protected"),
        N_("Escort and intelligence shield those who have access to them."),
        N_("Escort and intelligence shield a member with {access} of full access."),
    ),
    ("free_riding", "left_outside"): _say(
        N_("Left outside"),
        N_("Harm turns to those who lack protection."),
        N_("With {access} of full access to protection, more harm turns this way."),
    ),
    ("information_sharing", "picture_grows"): _say(
        N_("The common picture grows"),
        N_("Members collect, and dare to share."),
        N_("{collected} of what could be collected is, and {shared} of it is shared by the text."),
    ),
    ("information_sharing", "picture_fades"): _say(
        N_("The common picture fades"),
        N_("Too little is collected or shared to keep it."),
        N_("{collected} of what could be collected is, and {shared} of it is shared by the text."),
    ),
    ("information_sharing", "leak"): _say(
        N_("A leak"), N_("Something shared in confidence became known, and members hold back.")
    ),
    ("interoperability", "practice"): _say(
        N_("Practice together"),
        N_("Forces under a common arrangement learn to fit."),
        N_("Forces of {parties} members work under a common arrangement and learn to fit."),
    ),
    ("interoperability", "exercise"): _say(
        N_("Common exercises"), N_("Members exercised together this turn.")
    ),
    ("interoperability", "forgetting"): _say(
        N_("Skills fade"), N_("Without practice, forces forget how to work together.")
    ),
    ("legitimacy", "without_more"): _say(
        N_("Where it rests"), N_("Without more, acceptance drifts to where it rests.")
    ),
    ("legitimacy", "breadth"): _say(
        N_("Breadth"),
        N_("The more members are bound, the more it is accepted."),
        N_("{parties} members are bound; the more there are, the more it is accepted."),
    ),
    ("legitimacy", "mandate"): _say(
        N_("Mandate"), N_("What the terms say on mandate is noted by hosts and the region.")
    ),
    ("legitimacy", "law"): _say(
        N_("Law is applied"),
        N_("Suspects are tried by law."),
        N_("Trials reach {trials} of what they could; the region notes it."),
    ),
    ("pledge_delivery", "not_delivered"): _say(
        N_("A promise not kept"),
        N_("What was promised was not sent."),
        N_("{member} did not send {short} of what it had promised."),
    ),
    ("pledge_delivery", "not_ratified"): _say(
        N_("Not ratified at home"),
        N_("A vote at home failed, so that what was promised was not sent."),
        N_("{member} could not ratify and did not send {short} of its promise; some forgive it."),
    ),
    ("political_divergence", "trust"): _say(
        N_("Held by trust"),
        N_("The group holds together as far as its members trust one another."),
        N_("Members trust one another at {trust} on average, and the group follows."),
    ),
    ("political_divergence", "closeness"): _say(
        N_("Near or far from the text"),
        N_("The group holds together as far as its text is near to what each wants."),
        N_("The text meets {near} of what members publicly want, and the group follows."),
    ),
    ("political_divergence", "grievance"): _say(
        N_("One deep grievance"),
        N_("The member that feels most wronged wears on all."),
        N_("The deepest grievance stands at {most} and wears on all."),
    ),
    ("pooled_cost", "own_forces"): _say(N_("Own forces"), N_("What it sent has to be paid for.")),
    ("pooled_cost", "saved_by_partners"): _say(
        N_("Saved by partners"),
        N_("Partners under a common arrangement do the same work for less."),
        N_("A common arrangement with others saves cost; partners: {partners}."),
    ),
    ("pooled_cost", "common_pool"): _say(
        N_("Common fund"),
        N_("The pooled part of the cost is carried by ability to pay."),
        N_("The pooled part is carried by ability to pay: {share} here."),
    ),
    ("pooled_cost", "terms_cost"): _say(
        N_("Cost of the terms"),
        N_("What the terms themselves cost is split by ability to pay."),
        N_("What the terms themselves cost is split by ability to pay: {share} here."),
    ),
    ("pooled_cost", "falls_on_one"): _say(
        N_("Falls on this member"),
        N_("Some answers to terms cost or pay one member alone."),
    ),
    ("pooled_cost", "side_payment"): _say(
        N_("Side payment"), N_("A side deal is paid."), N_("A side deal is paid{side}.")
    ),
    ("sovereignty", "bound"): _say(
        N_("Bound"),
        N_("The terms in force leave less to decide alone."),
        N_("The terms in force have a depth of {depth}, and leave less to decide alone."),
    ),
    ("sovereignty", "freed"): _say(
        N_("Freer"),
        N_("Less is bound than before, and freedom of action returns."),
        N_("At a depth of {depth}, less is bound than before, and freedom of action returns."),
    ),
    ("trust_kept_word", "kept"): _say(
        N_("Kept its word"),
        N_("What was promised was sent."),
        N_("{member} sent all that it had promised."),
    ),
    ("side_deal", "broken"): _say(
        N_("A side deal broken"), N_("A member took a side deal and did not consent.")
    ),
    ("statement", "backed_down"): _say(
        N_("Backed down in public"), N_("A member signed what it had spoken against in public.")
    ),
    ("statement", "firm_words"): _say(
        N_("Firm words"), N_("The public likes a government that says where it stands.")
    ),
    ("backchannel", "leaked"): _say(
        N_("A sounding leaked"), N_("It became known that two members talked behind closed doors.")
    ),
    ("exercise", "worked_together"): _say(
        N_("Worked together"), N_("A common exercise builds trust between two members.")
    ),
    ("capital", "waiver"): _say(
        N_("A limit waived"), N_("Waiving a limit costs the government support at home.")
    ),
    ("undisclosed", "undisclosed"): _say(
        N_("Not known to you"),
        N_("Another member's own figure moved; why, it keeps to itself."),
        N_("Another member's own figure moved, as you estimate it, within {range} either way."),
    ),
    ("estimate_revised", "estimate_revised"): _say(
        N_("Estimate revised"),
        N_("Your estimate has been corrected."),
        N_("Your estimate has been corrected; it may be off by {range} either way."),
    ),
    ("rounding", "rounding"): _say(
        N_("Rounding"), N_("What is left when an average is split into whole thousandths.")
    ),
}

_CLAMP = _say(N_("End of the scale"), N_("The number can go no further; what is beyond is cut."))
_EVENT = _say(N_("Event"), N_("An event of the scenario moved it."))

SAID = frozenset(_CAUSES)
"""Every (rule, cause) that has words; ``clamp`` of any rule and events by id have theirs too."""

_CONCEPTS = {
    "mechanism.joint_patrol_escort": N_("Joint patrol and escort"),
    "challenge.burden_sharing": N_("Burden sharing"),
    "benefit.deterrence": N_("Deterrence"),
    "challenge.public_fatigue": N_("Public fatigue"),
    "challenge.free_riding": N_("Free riding"),
    "challenge.info_sharing_trust": N_("Information sharing and trust"),
    "challenge.operational_coordination": N_("Operational coordination"),
    "benefit.legitimacy": N_("Legitimacy"),
    "challenge.unilateral_action": N_("Unilateral action"),
    "challenge.political_divergence": N_("Political divergence"),
    "benefit.pooled_cost": N_("Pooled cost"),
    "challenge.sovereignty_cost": N_("Sovereignty"),
    "benefit.trust_ties": N_("Trust by kept word"),
}

# name, assumption, concept, literature of what moves numbers outside the rules of the world
_OTHERS: dict[str, tuple[str, str, str, str]] = {
    "side_deal": (
        N_("Side deals"),
        N_("Who takes payment for its consent and withholds it is trusted less."),
        N_("Reciprocity"),
        "Axelrod, The Evolution of Cooperation (1984)",
    ),
    "statement": (
        N_("Public statements"),
        N_("Words in public tie a government's hands: backing down costs support."),
        N_("Audience costs"),
        "Fearon, Am. Pol. Sci. Rev. 88 (1994)",
    ),
    "backchannel": (
        N_("Backchannels"),
        N_("Discreet talks that leak look like a game behind the table's back."),
        N_("Discreet channels"),
        "Wanis-St. John, Back Channel Negotiation (2011)",
    ),
    "exercise": (
        N_("Exercises"),
        N_("Who trains together learns to rely on one another."),
        N_("Confidence building"),
        "Weitsman, Waging War (2014)",
    ),
    "capital": (
        N_("Instructions"),
        N_("A government that lets a limit go pays for it at home."),
        N_("Two-level games"),
        "Putnam, Int. Org. 42 (1988)",
    ),
    "event": (N_("Event"), N_("Things happen that nobody at the table decides."), "", ""),
    "undisclosed": (
        N_("What others keep to themselves"),
        N_("A seat sees its own figures exactly and those of others as estimates."),
        "",
        "",
    ),
    "estimate_revised": (
        N_("Estimates"),
        N_("What nobody can count is estimated; shared intelligence narrows the error."),
        "",
        "",
    ),
    "rounding": (N_("Rounding"), N_("Averages are shown in whole thousandths."), "", ""),
}

# Facts that are shares in thousandths; the others are points in thousandths, counts or names.
_SHARES = frozenset(
    (
        *("coverage", "hardening", "success", "finish", "relief", "share", "fair", "kept"),
        *("presence", "credibility", "access", "collected", "shared", "trials", "short"),
        *("near", "trust", "season", "capacity", "profit"),
    )
)
_POINTS = frozenset(["exposure", "incidents", "depth", "most", "range"])


def entry_line(
    table: TableShape, entry: EntryShape, titles: Mapping[str, str] | None = None
) -> Why:
    """
    Return an entry's explanation: headline, sentence with its figures, rule and source.

    *titles* maps the scenario's events to their headlines, for entries that an event made.
    """
    saying = _saying(entry, titles or {})
    headline, plain = _(saying.headline), _(saying.plain)
    facts = _facts(table, entry)
    sentence = plain
    if saying.told and _has_all(saying.told, facts):
        sentence = _(saying.told).format(**facts)
    if entry.rule == "event" and entry.cause != "clamp":
        headline = (titles or {}).get(entry.cause, headline)
    name, assumption, concept, literature = _source(table, entry.rule)
    return Why(headline, names.sentence(sentence), name, assumption, concept, literature)


def has_words(rule: str, cause: str) -> bool:
    """Whether entries of this rule and cause are explained."""
    return cause == "clamp" or rule == "event" or (rule, cause) in _CAUSES


def concept_name(concept: str) -> str:
    """Return the name of a source concept, such as ``challenge.burden_sharing``."""
    known = _CONCEPTS.get(concept)
    return _(known) if known else names.sentence(concept.split(".")[-1].replace("_", " "))


def quantity_name(table: TableShape, place: int) -> str:
    """Return what stands at a place of the vector of values: ``India's trust in Kenya``."""
    kind, *of = table.layout.keys[place].split("/")
    owner = next((seat.name for seat in table.seats if of and seat.id == of[0]), "")
    if kind == "trust":
        return _("{member}: trust in {other}").format(
            member=owner, other=names.member(table, of[1])
        )
    name = names.quantity(kind)
    if kind == "own":
        return names.sentence(names.track(table, of[0]))
    if kind == "activity":
        return _("{name}, {zone}").format(name=name, zone=names.zone(table, of[1]))
    if owner:
        return _("{member}: {name}").format(member=owner, name=name[0].lower() + name[1:])
    return name


def _saying(entry: EntryShape, titles: Mapping[str, str]) -> _Saying:
    if entry.cause == "clamp":
        return _CLAMP
    if entry.rule == "event":
        return _EVENT
    known = _CAUSES.get((entry.rule, entry.cause))
    if known is not None:
        return known
    return _say(names.sentence(entry.cause.replace("_", " ")), N_("The rule moved it."))


def _has_all(text: str, facts: Mapping[str, str]) -> bool:
    wanted = {part.split("}")[0] for part in text.split("{")[1:]}
    return wanted <= facts.keys()


def _facts(table: TableShape, entry: EntryShape) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in entry.facts:
        if isinstance(value, str):
            if key == "member":
                found[key] = names.member(table, value)
            elif key == "zone":
                found[key] = names.zone(table, value)
            elif key == "to":
                found["side"] = _(" to {member}").format(member=names.member(table, value))
            elif key == "from":
                found["side"] = _(" by {member}").format(member=names.member(table, value))
            else:
                found[key] = value
        elif key == "short" and value == 1000:
            found[key] = _("any")
        elif key in _SHARES:
            found[key] = per_cent(value)
        elif key in _POINTS:
            found[key] = figure(value, 0 if abs(value) >= 10_000 else 1)
        else:
            found[key] = str(value)
    return found


def _source(table: TableShape, rule: str) -> tuple[str, str, str, str]:
    bound: RuleShape | None = next((b.rule for b in table.rules if b.rule.id == rule), None)
    if bound is not None:
        return _(bound.name), _(bound.assumption), concept_name(bound.concept), bound.literature
    name, assumption, concept, literature = _OTHERS.get(rule, (rule, "", "", ""))
    return _(name), _said(assumption), _said(concept), literature


def _said(text: str) -> str:
    """Translate, but not an empty string, for which gettext would return its header."""
    return _(text) if text else ""
