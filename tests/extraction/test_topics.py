"""From a target to a question of the catalogue and a side of it."""

from __future__ import annotations

import time

import pytest

from dashboard.catalogue.topics import topics
from dashboard.extraction.topics import Assignment, assign_in_company, assign_topic
from dashboard.extraction.turns import turned
from dashboard.schema import Stance

# target, topic, orientation: support of the target is a yes (+1) or a no (-1) to the topic's question
SIDES = {
    "plain": ("sanctions on Russia", "sanctions-russia", 1),
    "demonym": ("Russian sanctions", "sanctions-russia", 1),
    "metonym": ("sanctions against the Kremlin", "sanctions-russia", 1),
    "turn-lift": ("lifting sanctions on Russia", "sanctions-russia", -1),
    "turn-ease": ("an easing of the sanctions against Moscow", "sanctions-russia", -1),
    "turn-noun": ("the removal of EU sanctions on Russia", "sanctions-russia", -1),
    "turn-behind": ("sanctions on Russia being lifted", "sanctions-russia", -1),
    "turn-relief": ("sanctions relief for Russia", "sanctions-russia", -1),
    "turn-skirt": ("letting Moscow skirt the sanctions", "sanctions-russia", -1),
    "double-not-lifting": ("not lifting sanctions on Russia", "sanctions-russia", 1),
    "double-refusal": ("refusal to lift the sanctions on Russia", "sanctions-russia", 1),
    "double-behind": ("sanctions on Russia not being lifted", "sanctions-russia", 1),
    "triple": ("opposition to delaying the lifting of sanctions on Russia", "sanctions-russia", -1),
    "coordinated-verbs": ("easing or lifting sanctions on Russia", "sanctions-russia", -1),
    "coordinated-objects": ("lifting tariffs and sanctions on Russia", "sanctions-russia", -1),
    "extend": ("extending the sanctions against Russia by six months", "sanctions-russia", 1),
    "purpose-is-no-turn": ("sanctions to stop Russia's war", "sanctions-russia", 1),
    "against-inside-is-no-turn": ("joining the sanctions against Russia", "sanctions-russia", 1),
    "counter": ("buying Russian oil", "sanctions-russia", -1),
    "counter-turned": ("ending imports of Russian gas", "sanctions-russia", 1),
    "iran-is-its-own": ("lifting sanctions on Iran", "sanctions-iran", -1),
    "membership": ("Ukrainian membership of NATO", "ukraine-nato", 1),
    "membership-order": ("NATO membership for Ukraine", "ukraine-nato", 1),
    "membership-verb": ("Ukraine joining the alliance", "ukraine-nato", 1),
    "membership-delay": ("delaying Ukraine's accession to NATO", "ukraine-nato", -1),
    "membership-veto": ("a veto on Ukraine's NATO membership", "ukraine-nato", -1),
    "membership-ruled-out": ("Ukraine's NATO membership being ruled out", "ukraine-nato", -1),
    "membership-outside": ("keeping Ukraine outside the alliance", "ukraine-nato", -1),
    "irreversible-path": ("Ukraine's irreversible path to NATO", "ukraine-nato", 1),
    "sweden": ("Sweden's accession to NATO", "sweden-nato", 1),
    "sweden-blocked": ("blocking Sweden's bid to join NATO", "sweden-nato", -1),
    "seat": ("Ukraine and Europe taking part in the negotiations", "europe-at-the-table", 1),
    "seat-voice": ("a voice for Ukraine at the heart of any talks", "europe-at-the-table", 1),
    "seat-exclusion": ("Europe's exclusion from the peace talks", "europe-at-the-table", -1),
    "seat-without": ("talks about Ukraine without Ukraine", "europe-at-the-table", -1),
    "seat-no-without": ("no talks about Ukraine without Ukraine", "europe-at-the-table", 1),
    "seat-behind-backs": ("any deal behind our backs", "europe-at-the-table", -1),
    "seat-invite": ("inviting Europeans to the negotiations", "europe-at-the-table", 1),
    "bilateral": ("bilateral talks with Russia about the war", "us-russia-talks", 1),
    "bilateral-suspended": ("suspending the talks between Washington and Moscow", "us-russia-talks", -1),
    "betrayal": ("the charge that talks with Russia betray Ukraine", "us-russia-talks", -1),
    "borders": ("a return to Ukraine's pre-2014 borders", "ukraine-borders", 1),
    "borders-ceded": ("Ukraine ceding territory", "ukraine-borders", -1),
    "borders-not-ceded": ("Ukraine not giving up territory", "ukraine-borders", 1),
    "arms": ("arms deliveries to Ukraine", "ukraine-military-aid", 1),
    "arms-ended": ("an end to military aid for Kyiv", "ukraine-military-aid", -1),
    "peacekeepers": ("British troops on the ground in Ukraine", "ukraine-peacekeepers", 1),
    "assets": ("using frozen Russian assets", "frozen-russian-assets", 1),
    "assets-alternative": ("alternatives to the reparations loan", "frozen-russian-assets", -1),
    "assets-less-risky": ("less risky alternatives to the reparations loan", "frozen-russian-assets", -1),
    "assets-borrowing-is-another-matter": ("the switch to common borrowing", None, 0),
    "spending": ("European states spending more on defence", "defence-spending", 1),
    "spending-cut": ("cutting the defence budget", "defence-spending", -1),
    "spending-5": ("the 5% target", "nato-5-percent", 1),
    "spending-5-per-cent": ("a commitment to five per cent of GDP", "nato-5-percent", 1),
    "five-per-cent-of-what": ("a deficit of 5% of GDP", None, 0),
    "spending-5-exempt": ("an exemption from the 5 percent spending goal", "nato-5-percent", -1),
    "withdrawal-demand": ("the withdrawal of Russian forces from Ukraine", "unga-russia-withdrawal", 1),
    "ceasefire": ("an immediate ceasefire in Gaza", "gaza-ceasefire", 1),
    "ceasefire-rejected": ("rejection of the truce in Gaza", "gaza-ceasefire", -1),
    "ceasefire-war": ("the offensive in Gaza", "gaza-ceasefire", -1),
    "ceasefire-war-ended": ("halting the bombardment of Gaza", "gaza-ceasefire", 1),
    "ceasefire-elsewhere": ("a ceasefire in Idlib", None, 0),
    "recognition": ("recognition of the State of Palestine", "palestine-recognition", 1),
    "recognition-postponed": ("postponing recognition of a Palestinian state", "palestine-recognition", -1),
    "recognition-of-rights": ("recognition of the rights of Palestinians", None, 0),
    "two-states": ("the two-state solution", "two-state-solution", 1),
    "nuclear-deal-left": ("withdrawal from the nuclear deal with Iran", "iran-nuclear-deal", -1),
    "roadmap": ("a roadmap away from fossil fuels", "fossil-fuel-roadmap", 1),
    "phase-out-blocked": ("blocking the phase-out of fossil fuels", "fossil-fuel-roadmap", -1),
    "phase-out-slowed": ("slowing the transition away from fossil fuels", "fossil-fuel-roadmap", -1),
    "roadmap-removed": ("the removal of fossil fuels from the draft", "fossil-fuel-roadmap", -1),
    "tripling": ("tripling nuclear power by 2050", "nuclear-tripling", 1),
    "levy": ("the EU's carbon border levy", "cbam", 1),
    "levy-annulled": ("annulment of the carbon border levy", "cbam", -1),
    "duties": ("extra tariffs on Chinese electric cars", "ev-tariffs-china", 1),
    "duties-scrapped": ("scrapping the duties on Chinese electric vehicles", "ev-tariffs-china", -1),
    "mercosur": ("signing the Mercosur agreement", "eu-mercosur", 1),
    "mercosur-delay": ("a delay of the EU-Mercosur deal", "eu-mercosur", -1),
    "plastic-caps": ("caps on plastic production", "plastics-production", 1),
    "plastic-production": ("plastic production", "plastics-production", -1),
    "plastic-cut": ("cutting plastic production", "plastics-production", 1),
    "plastic-no-limits": ("a treaty without limits on plastic production", "plastics-production", -1),
    "mining": ("deep-sea mining", "deep-sea-mining-pause", -1),
    "mining-halted": ("a halt to deep-sea mining", "deep-sea-mining-pause", 1),
    "mining-moratorium": ("a moratorium on seabed mining", "deep-sea-mining-pause", 1),
    "mining-moratorium-lifted": ("lifting the moratorium on deep-sea mining", "deep-sea-mining-pause", -1),
    "ban-treaty": ("the treaty on the prohibition of nuclear weapons", "nuclear-ban-treaty", 1),
    "ban-treaty-left": ("withdrawing from the nuclear ban treaty", "nuclear-ban-treaty", -1),
    "dam": ("the Grand Ethiopian Renaissance Dam", "gerd", 1),
    "dam-filling-stopped": ("stopping the filling of the dam on the Nile", "gerd", -1),
    "pandemic": ("adopting the pandemic agreement", "who-pandemic-agreement", 1),
    "pandemic-weakened": ("weakening the pandemic accord", "who-pandemic-agreement", -1),
    "ai": ("the Paris statement on inclusive and sustainable AI", "ai-summit-declaration", 1),
    "tax": ("a UN convention on tax cooperation", "un-tax-convention", 1),
    "embargo": ("the US embargo against Cuba", "cuba-embargo", 1),
    "embargo-ended": ("ending the embargo on Cuba", "cuba-embargo", -1),
    "embargo-ban-nested": ("ending the ban on lifting the Cuba embargo", "cuba-embargo", -1),
    "executions": ("the executions of activists", "death-penalty", -1),
    "executions-ended": ("an end to executions", "death-penalty", 1),
    "taiwan-arms-reduced": ("a slow reduction of arms sales to Taiwan", "arms-taiwan", -1),
    # taking back, leaving, going round
    "embargo-easing-delayed": ("delaying the easing of the Cuba embargo", "cuba-embargo", 1),
    "embargo-opposed-lifting": ("opposition to lifting the embargo on Cuba", "cuba-embargo", 1),
    "embargo-blockade-end": ("an end to the blockade of Cuba", "cuba-embargo", -1),
    "sanctions-not-easing": ("not easing sanctions on Moscow", "sanctions-russia", 1),
    "sanctions-never-lifted": ("never lifting the sanctions on Russia", "sanctions-russia", 1),
    "sanctions-delay-lifting": ("a delay in lifting sanctions on Russia", "sanctions-russia", 1),
    "sanctions-against-lifting": ("a vote against lifting sanctions on Russia", "sanctions-russia", 1),
    "sanctions-ahead-prevent": ("preventing the lifting of sanctions on Russia", "sanctions-russia", 1),
    "sanctions-exemption": ("an exemption from the sanctions on Russia", "sanctions-russia", -1),
    "sanctions-exemption-refused": ("refusal of an exemption from the sanctions on Russia", "sanctions-russia", 1),
    "sanctions-exemption-ended": ("ending exemptions from the ban on Russian oil", "sanctions-russia", 1),
    "sanctions-veto-lifted": ("lifting the veto on new sanctions against Russia", "sanctions-russia", 1),
    "sanctions-veto": ("a veto on the next sanctions package against Russia", "sanctions-russia", -1),
    "sanctions-blocked-behind": ("the sanctions package against Russia being blocked", "sanctions-russia", -1),
    "sanctions-waived": ("sanctions on Iran waived", "sanctions-iran", -1),
    "sanctions-waivers-ended": ("an end to waivers from sanctions on Iran", "sanctions-iran", 1),
    "sanctions-on-traders": ("secondary sanctions on firms trading with Iran", "sanctions-iran", 1),
    "sanctions-expire": ("letting the sanctions on Iran expire", "sanctions-iran", -1),
    "deal-left-not": ("not withdrawing from the Iran nuclear accord", "iran-nuclear-deal", 1),
    "deal-alternative": ("an alternative to the JCPOA", "iran-nuclear-deal", -1),
    "deal-walk-away": ("walking away from the nuclear talks with Iran", "iran-nuclear-deal", -1),
    "deal-collapse": ("the collapse of the nuclear accord with Tehran", "iran-nuclear-deal", -1),
    "deal-return": ("a return to the nuclear agreement with Iran", "iran-nuclear-deal", 1),
    "join-refused": ("refusal to join the nuclear ban treaty", "nuclear-ban-treaty", -1),
    "join-urged": ("joining the treaty banning nuclear weapons", "nuclear-ban-treaty", 1),
    "ban-inside-phrase": ("a ban on nuclear weapons", "nuclear-ban-treaty", 1),
    "ban-against": ("arguments against the treaty on the prohibition of nuclear weapons", "nuclear-ban-treaty", -1),
    "tests-resumed": ("resuming nuclear tests", "nuclear-test-ban", -1),
    "tests-ended": ("an end to nuclear testing", "nuclear-test-ban", 1),
    "tests-moratorium-broken": ("breaking off the moratorium on nuclear tests", "nuclear-test-ban", -1),
    "tests-treaty-withdrawn": ("withdrawing ratification of the nuclear test-ban treaty", "nuclear-test-ban", -1),
    "robots": ("a ban on killer robots", "autonomous-weapons", 1),
    "robots-developed": ("the development of autonomous weapons", "autonomous-weapons", -1),
    "robots-no-treaty": ("rejection of a treaty on autonomous weapons", "autonomous-weapons", -1),
    "start-suspended": ("suspending New START", "nuclear-arms-treaties", -1),
    "start-expiry": ("the expiry of New START", "nuclear-arms-treaties", -1),
    "start-by-capitals": ("a new start in relations", None, 0),
    "inf-left": ("withdrawal from the INF Treaty", "nuclear-arms-treaties", -1),
    "inf-left-condemned": ("condemnation of the withdrawal from the INF Treaty", "nuclear-arms-treaties", 1),
    "mines-left": ("withdrawing from the Ottawa Convention", "landmine-ban", -1),
    "mines-kept": ("not withdrawing from the Ottawa Convention", "landmine-ban", 1),
    "mines-used": ("the use of cluster munitions", "landmine-ban", -1),
    "mines-use-ended": ("an end to the use of anti-personnel mines", "landmine-ban", 1),
    "korea-launch": ("North Korea's missile launches", "north-korea-nuclear", -1),
    "korea-sanctions": ("sanctions against Pyongyang", "north-korea-nuclear", 1),
    "korea-sanctions-eased": ("easing the sanctions on the DPRK", "north-korea-nuclear", -1),
    "korea-give-up": ("complete denuclearisation of the Korean Peninsula", "north-korea-nuclear", 1),
    # climate, seas, energy
    "paris-left": ("leaving the Paris Agreement", "paris-agreement", -1),
    "paris-stay": ("not leaving the Paris Agreement", "paris-agreement", 1),
    "paris-back": ("turning its back on the Kyoto Protocol", "paris-agreement", -1),
    "kyoto-ratified": ("ratification of the Kyoto Protocol", "paris-agreement", 1),
    "kyoto-refusal": ("refusal to ratify the Kyoto Protocol", "paris-agreement", -1),
    "emissions-cut-is-no-turn": ("cutting greenhouse gas emissions", "paris-agreement", 1),
    "emissions-cut-delayed": ("delaying cuts in emissions", "paris-agreement", -1),
    "loss": ("a fund for loss and damage", "loss-and-damage", 1),
    "loss-excluded": ("leaving loss and damage out of the text", "loss-and-damage", -1),
    "finance": ("more climate finance for poorer countries", "climate-finance", 1),
    "finance-cut": ("cuts to climate finance", "climate-finance", -1),
    "coal-out": ("phasing out coal", "coal-phase-out", 1),
    "coal-out-delayed": ("delaying the exit from coal", "coal-phase-out", -1),
    "coal-built": ("building new coal plants", "coal-phase-out", -1),
    "coal-building-ended": ("an end to the financing of coal mines abroad", "coal-phase-out", 1),
    "high-seas": ("ratifying the High Seas Treaty", "high-seas-treaty", 1),
    "high-seas-delay": ("postponing ratification of the high seas treaty", "high-seas-treaty", -1),
    "fuels-fast": ("a fast phase-out of fossil fuels", "fossil-fuel-roadmap", 1),
    "fuels-oppose-removal": ("opposition to the removal of fossil fuels from the draft", "fossil-fuel-roadmap", 1),
    "fuels-expansion": ("the expansion of fossil fuels", "fossil-fuel-roadmap", -1),
    "mining-pause-ended": ("an end to the pause on mining the deep sea", "deep-sea-mining-pause", -1),
    "mining-speeded": ("speeding up permits for seabed mining", "deep-sea-mining-pause", -1),
    "mining-opposed": ("opposition to deep-sea mining", "deep-sea-mining-pause", 1),
    "arctic-purchase": ("the American purchase of Greenland", "arctic-claims", -1),
    "arctic-purchase-refused": ("rejection of an annexation of Greenland", "arctic-claims", 1),
    # trade, technology, tax
    "levy-exemption": ("an exemption from the carbon border levy", "cbam", -1),
    "levy-exemption-ruled-out": ("ruling out an exemption from the carbon border levy", "cbam", 1),
    "levy-suspension-behind": ("the carbon border tax being suspended", "cbam", -1),
    "mercosur-block": ("blocking the Mercosur deal", "eu-mercosur", -1),
    "mercosur-unblock": ("an end to the blockage of the Mercosur deal", "eu-mercosur", 1),
    "tariffs-cut": ("cutting American tariffs on steel", "us-tariffs", -1),
    "tariffs-answer": ("retaliatory tariffs", "us-tariffs", -1),
    "tariffs-answer-delayed": ("postponing retaliatory tariffs on American goods", "us-tariffs", 1),
    "chips": ("export controls on advanced chips", "chip-export-controls", 1),
    "chips-sold": ("selling Nvidia chips to China", "chip-export-controls", -1),
    "chips-ban-inside": ("a ban on chip exports to China", "chip-export-controls", 1),
    "chips-ban-ended": ("ending the ban on chip exports to China", "chip-export-controls", -1),
    "chips-curbs-eased": ("easing the curbs on semiconductor exports", "chip-export-controls", -1),
    "patents-waived": ("a waiver of vaccine patents", "vaccine-patents", 1),
    "patents-kept": ("patent protection for vaccines", "vaccine-patents", -1),
    "patents-waiver-opposed": ("opposition to the TRIPS waiver", "vaccine-patents", -1),
    "digital-tax": ("a digital services tax", "global-minimum-tax", 1),
    "digital-tax-scrapped": ("scrapping the digital services tax", "global-minimum-tax", -1),
    "digital-tax-not-scrapped": ("not scrapping the digital services tax", "global-minimum-tax", 1),
    "minimum-tax-exempt": ("exempting American firms from the global minimum tax", "global-minimum-tax", -1),
    "debt": ("debt relief for African countries", "debt-relief", 1),
    "debt-cancel-is-no-turn": ("cancelling the debts of poor countries", "debt-relief", 1),
    "debt-refused": ("refusing to restructure the debt", "debt-relief", -1),
    "tax-walk-out": ("walking out of the UN talks on a tax convention", "un-tax-convention", -1),
    "tax-kept-elsewhere": ("keeping tax talks at the OECD", "un-tax-convention", -1),
    # recognition, rights, institutions
    "kosovo": ("recognition of Kosovo", "kosovo-recognition", 1),
    "kosovo-withdrawn": ("withdrawing recognition of Kosovo", "kosovo-recognition", -1),
    "kosovo-unesco-opposed": ("opposition to Kosovo's membership of UNESCO", "kosovo-recognition", -1),
    "serbia-sovereignty": ("Serbian sovereignty over Kosovo", "kosovo-recognition", -1),
    "taliban": ("recognition of the Taliban", "taliban-recognition", 1),
    "taliban-not": ("not recognising the Taliban", "taliban-recognition", -1),
    "taliban-premature-not": ("refusal to give the Taliban a seat", "taliban-recognition", -1),
    "one-china": ("the one-China principle", "one-china", 1),
    "one-china-left": ("abandoning the one-China policy", "one-china", -1),
    "taiwan-independence": ("Taiwan's independence", "one-china", -1),
    "taiwan-independence-not": ("opposition to Taiwan's independence", "one-china", 1),
    "taiwan-drills": ("Chinese military drills around Taiwan", "taiwan-strait", -1),
    "taiwan-drills-ended": ("a halt to the military drills around Taiwan", "taiwan-strait", 1),
    "taiwan-status-quo": ("the status quo across the Taiwan Strait", "taiwan-strait", 1),
    "taiwan-who": ("Taiwan's participation in the World Health Assembly", "taiwan-participation", 1),
    "taiwan-who-blocked": ("blocking Taiwan's bid to join the WHO", "taiwan-participation", -1),
    "reef-ruling": ("the 2016 arbitral award on the South China Sea", "south-china-sea", 1),
    "reef-ruling-rejected": ("rejection of the South China Sea ruling", "south-china-sea", -1),
    "reef-claims": ("China's claims in the South China Sea", "south-china-sea", -1),
    "migration": ("the Global Compact for Migration", "migration-pact", 1),
    "migration-left": ("pulling out of the UN migration pact", "migration-pact", -1),
    "migration-opt-out": ("an opt-out from the EU's migration pact", "migration-pact", -1),
    "xinjiang": ("China's treatment of Uyghurs", "xinjiang-rights", -1),
    "xinjiang-debate": ("a debate on Xinjiang in the Human Rights Council", "xinjiang-rights", 1),
    "xinjiang-debate-blocked": ("blocking a debate on Xinjiang", "xinjiang-rights", -1),
    "sahara": ("Morocco's autonomy plan for Western Sahara", "western-sahara-autonomy", 1),
    "sahara-referendum": ("a referendum on Sahrawi independence", "western-sahara-autonomy", -1),
    "sahara-no-referendum": ("rejection of self-determination for Western Sahara", "western-sahara-autonomy", 1),
    "settlements": ("settlement expansion in the West Bank", "israeli-settlements", -1),
    "settlements-frozen": ("a freeze of settlement construction", "israeli-settlements", 1),
    "settlements-annexed": ("annexation of the West Bank", "israeli-settlements", -1),
    "settlements-not-annexed": ("not annexing the Jordan Valley", "israeli-settlements", 1),
    "court-left": ("leaving the International Criminal Court", "icc-putin-warrant", -1),
    "court-arrest": ("Putin's arrest", "icc-putin-warrant", 1),
    "court-no-arrest": ("not arresting Putin", "icc-putin-warrant", -1),
    "court-israel": ("arresting Netanyahu", "icc-israel-warrants", 1),
    "court-israel-withdrawn": ("withdrawal of the arrest warrant for Netanyahu", "icc-israel-warrants", -1),
    "council": ("a permanent seat for India on the Security Council", "security-council-reform", 1),
    "council-blocked": ("resistance to new permanent members of the Security Council", "security-council-reform", -1),
    "balkans": ("North Macedonia's accession to the EU", "balkans-eu-enlargement", 1),
    "balkans-veto": ("a veto on accession talks with North Macedonia", "balkans-eu-enlargement", -1),
    "balkans-veto-lifted": ("lifting the veto on North Macedonia's accession to the EU", "balkans-eu-enlargement", 1),
    "death-penalty-kept": ("not abolishing the death penalty", "death-penalty", -1),
    "death-penalty-refrain": ("refraining from all executions", "death-penalty", 1),
    "death-penalty-moratorium-lifted": ("lifting the moratorium on executions", "death-penalty", -1),
    "taiwan-kept-out": ("keeping Taiwan out of the WHO", "taiwan-participation", -1),
    "taiwan-exclusion-ended": ("an end to Taiwan's exclusion from the WHO", "taiwan-participation", 1),
    "court-immunity": ("immunity for Putin from the arrest warrant", "icc-putin-warrant", -1),
    "adjective-turns": ("weaker sanctions on Russia", "sanctions-russia", -1),
    "neither-nor": ("neither lifting nor easing sanctions on Russia", "sanctions-russia", 1),
    "three-turns": ("criticism of the refusal to lift sanctions on Russia", "sanctions-russia", -1),
    "exit-criticised": ("criticism of the American exit from the Paris Agreement", "paris-agreement", 1),
    "replaced": ("replacing the duties on Chinese electric cars with minimum prices", "ev-tariffs-china", -1),
    "common-word-is-no-topic": ("chips for children", None, 0),
    "place-is-no-topic": ("a new beginning in Paris", None, 0),
    "clause-negation-is-in-the-stance": ("he would never sign a reparations loan", "frozen-russian-assets", 1),
    "clause-with-contracted-not": ("they won't ratify the Mercosur agreement", "eu-mercosur", 1),
    "clause-with-turning-verb": ("he would oppose NATO's enlargement to Ukraine", "ukraine-nato", -1),
    "no-noun-in-a-clause-turns": ("there would be no WHO pandemic agreement", "who-pandemic-agreement", -1),
    "doer-is-no-stranger": ("Canada's ratification of Sweden's accession to NATO", "sweden-nato", 1),
    "turning-noun-beside-the-phrase": ("an exemption or a flexible NATO target", "nato-5-percent", -1),
    # wars and settlements
    "troops-withdrawn": ("a withdrawal of American troops from Europe", "us-commitment-europe", -1),
    "troops-not-withdrawn": ("no withdrawal of American troops from Europe", "us-commitment-europe", 1),
    "peace-talks": ("peace talks on Ukraine", "ukraine-peace-settlement", 1),
    "peace-talks-broken-off": ("breaking off the peace talks on Ukraine", "ukraine-peace-settlement", -1),
    "annexation-not-recognised": ("not recognising the annexation of Crimea", "ukraine-borders", 1),
    "seat-not-excluded": ("not excluding Europe from the peace talks", "europe-at-the-table", 1),
    "seat-denied": ("denying Ukraine a seat at the peace talks", "europe-at-the-table", -1),
    "troops-ruled-out": ("ruling out French troops in Ukraine", "ukraine-peacekeepers", -1),
    "troops-not-ruled-out": ("not ruling out French troops in Ukraine", "ukraine-peacekeepers", 1),
    "arms-paused": ("the pause in arms deliveries to Ukraine", "ukraine-military-aid", -1),
    "arms-pause-ended": ("ending the pause in arms deliveries to Ukraine", "ukraine-military-aid", 1),
    "membership-alternative": ("alternatives to NATO membership for Ukraine", "ukraine-nato", -1),
    "membership-obstacle-removed": ("removing obstacles to Ukraine's membership of NATO", "ukraine-nato", 1),
    "eu-membership-blocked": ("blocking Ukraine's accession to the EU", "ukraine-eu-membership", -1),
    "ratification-stalled": ("stalling the ratification of Sweden's NATO bid", "sweden-nato", -1),
    "ceasefire-veto": ("a veto of the Gaza ceasefire resolution", "gaza-ceasefire", -1),
    "two-states-undermined": ("undermining the two-state solution", "two-state-solution", -1),
    "recognition-not-postponed": ("not delaying recognition of Palestine", "palestine-recognition", 1),
    "assets-refused": ("refusal to use the frozen Russian assets", "frozen-russian-assets", -1),
    "assets-returned": ("returning the frozen assets to Russia", "frozen-russian-assets", -1),
    "war-ended": ("ending the war in Gaza", "gaza-ceasefire", 1),
    "truce-broken": ("breaking off the truce in Gaza", "gaza-ceasefire", -1),
    "dam-without-agreement": ("unilateral filling of the Renaissance Dam", "gerd", 1),
    "other-country": ("sanctions on Zimbabwe", None, 0),
    "other-subject": ("a railway to the coast of East Africa", None, 0),
    "name-alone": ("Russia", None, 0),
    "nothing": ("", None, 0),
}  # fmt: skip


@pytest.mark.parametrize(("target", "topic", "orientation"), SIDES.values(), ids=SIDES)
def test_target_alone(target: str, topic: str | None, orientation: int) -> None:
    found = assign_topic(target, target)
    assert (found.topic, found.orientation) == (topic, orientation) if found else topic is None


def test_every_topic_has_a_side_tested() -> None:
    assert {topic.id for topic in topics()} <= {topic for _, topic, _ in SIDES.values()}


# target, evidence, context, topic, orientation
IN_COMPANY = {
    "sentence-completes": (
        "membership",
        "Kyiv's allies are divided over NATO and the prize of membership.",
        "",
        "ukraine-nato",
        1,
    ),
    "sentence-names-the-text": (
        "the text",
        "Mali voted against the text, a resolution on a ceasefire in Gaza.",
        "",
        "gaza-ceasefire",
        1,
    ),
    "resolution-number": (
        "resolution ES-11/7",
        "Mali voted against resolution ES-11/7.",
        "",
        "unga-russia-withdrawal",
        1,
    ),
    "headline-names-the-text": (
        "the resolution",
        "Kenya abstained on the resolution.",
        "UN repeats its call for a Russian withdrawal from Ukraine",
        "unga-russia-withdrawal",
        1,
    ),
    "headline-completes-weak": (
        "the duties",
        "Spain abstained on the duties.",
        "Duties on Chinese electric cars go ahead",
        "ev-tariffs-china",
        1,
    ),
    "weak-turned": (
        "delaying the duties",
        "Spain favours delaying the duties.",
        "Tariffs on Chinese electric cars",
        "ev-tariffs-china",
        -1,
    ),
    "plan-described": ("the plan", "Fico backed the plan to lift sanctions on Russia.", "", "sanctions-russia", -1),
    "order-of-the-opposite": ("the order", "He signed the order on seabed mining.", "", "deep-sea-mining-pause", -1),
    "rejecting-the-draft": (
        "blocking the draft",
        "It spoke of blocking the draft on a ceasefire in Gaza.",
        "",
        "gaza-ceasefire",
        -1,
    ),
    "judged-as-something": (
        "the text as an insult",
        "Mali denounced the text as an insult.",
        "Assembly asks for a ceasefire in Gaza",
        "gaza-ceasefire",
        1,
    ),
    "dated-text": (
        "the first text of October 2023",
        "Fiji rejected the first text of October 2023.",
        "Assembly asks for a ceasefire in Gaza",
        "gaza-ceasefire",
        1,
    ),
    "sentence-hints-at-another": (
        "it",
        "NATO enlargement is a burden, and he rejected it.",
        "Assembly asks for a ceasefire in Gaza",
        None,
        0,
    ),
    "wanted-is-who-must-not-be-missing": (
        "Ukraine",
        "There can be no talks about Ukraine without Ukraine.",
        "",
        "europe-at-the-table",
        1,
    ),
    "without-is-part-of-the-demand": (
        "without Europeans",
        "He said that talks on the future of Ukraine could not take place without Europeans.",
        "",
        "europe-at-the-table",
        1,
    ),
    "who-went-along": (
        "the resolution alongside Russia",
        "It voted against the resolution alongside Russia.",
        "Assembly asks for a ceasefire in Gaza",
        "gaza-ceasefire",
        1,
    ),
    "day-alone": ("Friday", "He left on Friday.", "Assembly asks for a ceasefire in Gaza", None, 0),
    "object-of-recognising": ("Palestine", "Britain recognised Palestine on Sunday.", "", "palestine-recognition", 1),
    "talk-is-not-the-talks": (
        "talk less and do more",
        "He advised the continent to talk less and do more.",
        "US and Russian officials meet",
        None,
        0,
    ),
    "weak-needs-company": ("the duties", "Spain abstained on the duties.", "Rice prices rise", None, 0),
    "two-topics-in-headline": (
        "the text",
        "Peru backed the text.",
        "Votes on the Cuba embargo and the Mercosur deal divide",
        None,
        0,
    ),
    "sentence-does-not-complete-a-stranger": (
        "meet on 3 and 4 May",
        "The Russian leader proposed to meet on 3 and 4 May.",
        "",
        None,
        0,
    ),
    "headline-does-not-complete-a-stranger": (
        "launch of the new tram line",
        "She praised the launch of the new tram line.",
        "North Korea tests missiles",
        None,
        0,
    ),
    "stranger-in-target": (
        "sanctions on Zimbabwe",
        "London keeps its sanctions on Zimbabwe, unlike those on Russia.",
        "Sanctions on Russia",
        None,
        0,
    ),
    "sentence-alone-is-not-enough": (
        "the visit to Oslo",
        "He praised the visit to Oslo and the sanctions on Russia.",
        "",
        None,
        0,
    ),
}


# target, evidence, sentences before (the nearest first), topic, orientation
AFTER_OTHERS = {
    "text-named-before": (
        "the text",
        "Mali rejected the text.",
        ["It was debated for hours.", "The Assembly asked for a ceasefire in Gaza."],
        "gaza-ceasefire",
        1,
    ),
    "nearest-counts": (
        "the first one",
        "Mali rejected the first one.",
        ["Then came the vote on the Cuba embargo.", "The Assembly asked for a ceasefire in Gaza."],
        "cuba-embargo",
        1,
    ),
    "weak-in-company": (
        "the mandate",
        "Oslo abstained on the mandate.",
        ["The UN tax convention is to be negotiated until 2027."],
        "un-tax-convention",
        1,
    ),
    "refusal-of-what-was-named": (
        "Spain's refusal",
        "He complained of Spain's refusal.",
        ["All others accepted the 5% target of NATO."],
        "nato-5-percent",
        -1,
    ),
    "subject-of-a-judgement": (
        "Spain's refusal was unfair to the others",
        "He complained that Spain's refusal was unfair to the others.",
        ["All others accepted the 5% target of NATO."],
        "nato-5-percent",
        -1,
    ),
    "who-must-not-be-missing": (
        "without it",
        "Kyiv would not accept a settlement made by Washington and Moscow without it.",
        [],
        "europe-at-the-table",
        1,
    ),
    "not-named-before": ("the tram line", "She praised the tram line.", ["Tariffs on US steel rose."], None, 0),
}


@pytest.mark.parametrize(
    ("target", "evidence", "before", "topic", "orientation"), AFTER_OTHERS.values(), ids=AFTER_OTHERS
)
def test_target_after_other_sentences(
    target: str, evidence: str, before: list[str], topic: str | None, orientation: int
) -> None:
    found = assign_topic(target, evidence, before=before)
    assert (found.topic, found.orientation) == (topic, orientation) if found else topic is None


@pytest.mark.parametrize(("target", "evidence", "context", "topic", "orientation"), IN_COMPANY.values(), ids=IN_COMPANY)
def test_target_in_its_sentence(target: str, evidence: str, context: str, topic: str | None, orientation: int) -> None:
    found = assign_topic(target, evidence, context)
    assert (found.topic, found.orientation) == (topic, orientation) if found else topic is None


def test_target_outweighs_sentence_and_headline() -> None:
    alone = assign_topic("sanctions on Russia", "")
    begun = assign_topic("membership", "Ukraine wants membership of NATO.")
    far = assign_topic("the duties", "Spain abstained.", "Tariffs on Chinese electric cars")
    assert alone is not None
    assert begun is not None
    assert far is not None
    assert alone.score > begun.score > far.score > 0.5


TURNED = {
    "opposes-lifting": (Stance.OPPOSE, "lifting sanctions on Russia", Stance.SUPPORT),
    "supports-lifting": (Stance.SUPPORT, "lifting sanctions on Russia", Stance.OPPOSE),
    "supports-plain": (Stance.SUPPORT, "sanctions on Russia", Stance.SUPPORT),
    "abstains-on-lifting": (Stance.NEUTRAL, "lifting sanctions on Russia", Stance.NEUTRAL),
}


@pytest.mark.parametrize(("stance", "target", "position"), TURNED.values(), ids=TURNED)
def test_position_is_the_stance_turned_by_the_target(stance: Stance, target: str, position: Stance) -> None:
    found = assign_topic(target, "")
    assert isinstance(found, Assignment)
    assert turned(stance, found.orientation) is position


def test_every_label_finds_its_own_topic() -> None:
    strays = {
        topic.id: found
        for topic in topics()
        if (found := assign_topic(topic.label, "")) is None or found.topic != topic.id
    }
    assert strays == {}


def test_every_strong_phrase_of_one_wording_finds_its_own_topic() -> None:
    """A phrase that leads to another topic, or is forbidden by its own, is a slip in the data."""
    strays = []
    for topic in topics():
        for phrase in topic.strong:
            found = assign_topic(" ".join(part[0] for part in phrase.parts), "")
            if found is None or found.topic != topic.id:
                strays.append((topic.id, phrase.text, found and found.topic))
    assert strays == []


def test_assignment_is_quick() -> None:
    sentence = (
        "Spain moved to the middle and abstained in the end, although it had supported the tariffs in the July vote."
    )
    context = "Duties on Chinese electric cars go ahead over Berlin's no. " * 5
    assign_topic("warm up", sentence, context)
    start = time.perf_counter()
    for number in range(500):
        assign_topic(f"lifting the tariffs on {number} cars", f"{sentence} {number}", context)
    assert (time.perf_counter() - start) / 500 < 0.002  # 0.1 ms on an idle core; the margin is for busy machines


# the rule, the target, the topic its passage is about, the side that support of it takes; None: no word of the topic
PLACED = [
    ("the topic's own word", "the pause", "deep-sea-mining-pause", 1),
    ("an adjective beside it", "an outright ban", "deep-sea-mining-pause", 1),
    ("turned", "lifting the moratorium", "deep-sea-mining-pause", -1),
    ("a turning word alone", "alternatives", "frozen-russian-assets", -1),
    ("what the topic turns by itself", "the invasion of Ukraine", "unga-russia-withdrawal", -1),
    ("a word of another subject", "the pause in wage talks", "deep-sea-mining-pause", None),
    ("a party alone", "Ukraine", "ukraine-nato", None),
    ("more words than a pointer has", "a pause of permits in waters of islands far from any coast", "cbam", None),
]


@pytest.mark.parametrize(("target", "topic", "side"), [row[1:] for row in PLACED], ids=[row[0] for row in PLACED])
def test_targets_of_a_topics_own_words_are_placed_in_its_passage(target: str, topic: str, side: int | None) -> None:
    assigned = assign_in_company(target, topic)
    assert (assigned and (assigned.topic, assigned.orientation)) == (None if side is None else (topic, side))
