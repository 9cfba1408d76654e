#include "planning/paper_words.hpp"

#include <array>
#include <cmath>

#include <fmt/core.h>

#include "planning/value_text.hpp"

namespace bailiwick::planning {
namespace {

constexpr PaperWords kEnglishPaper = {
    .territory = "Territory",
    .territories = "Territories",
    .unit = "Unit",
    .units = "Units",
    .plan = "Plan",
    .measure = "Measure",
    .amount = "Amount",
    .share = "Share of plan",
    .deviation = "Deviation",
    .tolerance = "Allowed",
    .rank = "Rank",
    .travel = "Distance to centre",
    .pieces = "Pieces",
    .mean = "Mean",
    .locked = "Locked",
    .yes = "yes",
    .draft = "draft",
    .in_review = "in review",
    .approved = "approved",
    .active = "active",
    .archived = "archived",
    .sheet = "Territory sheet",
    .place_among = "Its place among all {} territories",
    .rank_of = "{} of {}",
    .strip_key =
        "Each tick is a territory; the box holds their middle half, the line is the median, the "
        "dot is this territory. Those far outside the box are left out. Rank 1 is the largest.",
    .strip_label = "All territories",
    .no_units = "This territory has no units.",
    .one_piece = "in one piece",
    .many_pieces = "in {} pieces",
    .rms_km = "RMS km",
    .of_plan = "of the plan",
    .allowed = "allowed ±{}",
    .since_plan = "Since the plan “{}”",
    .no_plan_before = "There is no plan before this one to compare it with.",
    .unchanged = "Nothing came and nothing went: the territory is as it was.",
    .is_new = "This territory is new.",
    .units_gained = "Units gained",
    .units_lost = "Units lost",
    .gained = "Gained",
    .lost = "Lost",
    .net = "Net",
    .from_territory = "From",
    .to_territory = "To",
    .and_more = "and {} more",
    .with_territory = "With territory",
    .report = "Plan report",
    .all_met = "Every demand is met.",
    .some_unmet = "Demands that are not met: {}",
    .asked_and_reached = "What was asked and what is reached",
    .asked = "Asked",
    .reached = "Reached",
    .worst = "Largest deviation",
    .outside = "Outside",
    .certificate = "How good the plan can be",
    .bound =
        "It is proven that no plan that meets the demands has a distance to the centres below {} "
        "km (RMS). This plan has {} km.",
    .gap_best =
        "It is at most {} from the best there can be, counted in squared distance, which is what "
        "was made small.",
    .no_bound = "Nothing is proven of the best there can be.",
    .no_gap =
        "How far it is from the best there can be is not said, since the proof is of plans that "
        "meet every demand.",
    .proven = "Proven: {}",
    .balance = "Balance",
    .balance_key =
        "One bar a territory, from the lowest to the highest deviation from the equal share. The "
        "band is what was allowed; darker bars "
        "are outside it.",
    .balance_clipped = "Bars that reach the edge go on beyond it.",
    .map = "Map",
    .map_numbers =
        "Numbers are those of the table of territories. Colours only tell neighbours apart.",
    .map_key = "Colours only tell neighbours apart.",
    .map_framed = "What is framed is enlarged on the next page.",
    .map_parts = "Dense parts of the map",
    .hands = "What changes hands since the plan “{}”",
    .hands_summary = "{} of {} units get another territory.",
    .hands_none = "There is no plan before this one to compare it with.",
    .hands_nothing = "No unit gets another territory.",
    .unmet = "Demands that are not met",
    .unmet_balance = "{}: {} of {} where {} is allowed",
    .unmet_pieces = "{}: in {} pieces",
    .unmet_empty = "{}: has no units",
    .unmet_pin = "{}: does not hold its pinned centre {}",
    .unmet_forbid = "{}: holds {}, which is never to be there",
    .unmet_together = "{} ({} units that go together): torn apart; the first is in {}",
    .connected_all = "All territories are in one piece.",
    .connected_not = "{} pieces too many: not every territory is in one piece.",
    .farthest = "Distance to the centre: RMS {} km, mean {} km, farthest {} km.",
    .page_of = "page {} of {}",
    .made_on = "Printed on {}",
    .and_unlisted = "and {} more",
    .in_workbook = "The workbook of the plan has all of them.",
    .number = "No.",
    .from = "From",
    .to = "To",
    .figures_note =
        "Every figure is counted anew from the plan alone by a check that shares no code with the "
        "search.",
    .proven_of = "Proven for the compactness of every plan{}{}.",
    .proven_with = " with {}",
    .proven_without =
        "; left out, which can only make the true gap smaller than the one stated: {}",
    .and_last = " and ",
    .part_balance = "the balance of {}",
    .part_pinned_centres = "pinned centres with their locks",
    .part_radius = "the maximum radius",
    .part_soft_balance = "soft balance",
    .part_territory_cost = "the cost of territories",
    .part_connectedness = "connectedness",
    .part_other_balance = "the other balance rules",
    .part_must_links = "units that stay together",
    .part_pairs = "locks and forbidden pairs of territories without a pinned centre",
    .part_disruption = "disruption",
    .part_preferred_centres = "preferred centres",
    .facts_sheet = "Facts",
    .units_sheet = "Units",
    .changes_sheet = "Changes",
    .plan_total = "Whole plan",
    .lowest_quarter = "A quarter below",
    .median = "Median",
    .highest_quarter = "A quarter above",
    .territory_before = "Territory before",
    .territory_now = "Territory now",
    .change = "Change",
    .longitude = "Longitude",
    .latitude = "Latitude",
    .came = "gained",
    .went = "lost",
    .shows_territory = "Map of the territory {} and its units among its neighbours.",
    .shows_locator = "Small map of the plan with the place of the territory {}.",
    .shows_map = "Map of the {} territories of the plan. The table of territories lists them.",
    .shows_part = "Part {} of the map, enlarged.",
    .shows_balance =
        "Bars of {}: the territories deviate from the equal share by {} to {}; ±{} is allowed.",
};

constexpr PaperWords kDutchPaper = {
    .territory = "Rayon",
    .territories = "Rayons",
    .unit = "Gebied",
    .units = "Gebieden",
    .plan = "Plan",
    .measure = "Maat",
    .amount = "Hoeveelheid",
    .share = "Deel van plan",
    .deviation = "Afwijking",
    .tolerance = "Toegestaan",
    .rank = "Plaats",
    .travel = "Afstand tot midden",
    .pieces = "Delen",
    .mean = "Gemiddeld",
    .locked = "Vastgezet",
    .yes = "ja",
    .draft = "concept",
    .in_review = "ter beoordeling",
    .approved = "goedgekeurd",
    .active = "actief",
    .archived = "gearchiveerd",
    .sheet = "Rayonblad",
    .place_among = "De plaats onder alle {} rayons",
    .rank_of = "{} van {}",
    .strip_key =
        "Elk streepje is een rayon; in het kader ligt hun middelste helft, de lijn is de mediaan, "
        "de stip is dit rayon. Wat ver buiten het kader ligt is weggelaten. Plaats 1 is het "
        "grootste.",
    .strip_label = "Alle rayons",
    .no_units = "Dit rayon heeft geen gebieden.",
    .one_piece = "aaneengesloten",
    .many_pieces = "in {} delen",
    .rms_km = "RMS km",
    .of_plan = "van het plan",
    .allowed = "toegestaan ±{}",
    .since_plan = "Sinds het plan “{}”",
    .no_plan_before = "Er is geen eerder plan om dit mee te vergelijken.",
    .unchanged = "Er kwam niets bij en er ging niets af: het rayon is zoals het was.",
    .is_new = "Dit rayon is nieuw.",
    .units_gained = "Gebieden erbij",
    .units_lost = "Gebieden eraf",
    .gained = "Erbij",
    .lost = "Eraf",
    .net = "Verschil",
    .from_territory = "Van",
    .to_territory = "Naar",
    .and_more = "en nog {}",
    .with_territory = "Met rayon",
    .report = "Planrapport",
    .all_met = "Aan alle eisen is voldaan.",
    .some_unmet = "Eisen waaraan niet is voldaan: {}",
    .asked_and_reached = "Wat is gevraagd en wat is bereikt",
    .asked = "Gevraagd",
    .reached = "Bereikt",
    .worst = "Grootste afwijking",
    .outside = "Erbuiten",
    .certificate = "Hoe goed het plan kan zijn",
    .bound =
        "Bewezen is dat geen plan dat aan de eisen voldoet een afstand tot de middens heeft onder "
        "{} km (RMS). Dit plan heeft {} km.",
    .gap_best =
        "Het ligt hoogstens {} van het best mogelijke, geteld in kwadratische afstand; die is "
        "klein gemaakt.",
    .no_bound = "Over het best mogelijke is niets bewezen.",
    .no_gap =
        "Hoe ver het van het best mogelijke ligt is niet te zeggen: het bewijs gaat over plannen "
        "die aan alle eisen voldoen.",
    .proven = "Bewezen: {}",
    .balance = "Evenwicht",
    .balance_key =
        "Een staaf per rayon, van de laagste naar de hoogste afwijking van het gelijke deel. De "
        "band is wat was toegestaan; donkere staven "
        "vallen erbuiten.",
    .balance_clipped = "Staven die de rand raken gaan daarbuiten door.",
    .map = "Kaart",
    .map_numbers =
        "De nummers zijn die van de tabel van rayons. Kleuren onderscheiden alleen buren.",
    .map_key = "Kleuren onderscheiden alleen buren.",
    .map_framed = "Wat is omlijnd staat vergroot op de volgende pagina.",
    .map_parts = "Dichte delen van de kaart",
    .hands = "Wat van hand wisselt sinds het plan “{}”",
    .hands_summary = "{} van {} gebieden krijgen een ander rayon.",
    .hands_none = "Er is geen eerder plan om dit mee te vergelijken.",
    .hands_nothing = "Geen gebied krijgt een ander rayon.",
    .unmet = "Eisen waaraan niet is voldaan",
    .unmet_balance = "{}: {} van {} waar {} is toegestaan",
    .unmet_pieces = "{}: in {} delen",
    .unmet_empty = "{}: heeft geen gebieden",
    .unmet_pin = "{}: bevat het vastgezette midden {} niet",
    .unmet_forbid = "{}: bevat {}, dat er nooit bij hoort",
    .unmet_together = "{} ({} gebieden die bij elkaar horen): uit elkaar; het eerste ligt in {}",
    .connected_all = "Alle rayons zijn aaneengesloten.",
    .connected_not = "{} delen te veel: niet elk rayon is aaneengesloten.",
    .farthest = "Afstand tot het midden: RMS {} km, gemiddeld {} km, verste {} km.",
    .page_of = "pagina {} van {}",
    .made_on = "Afgedrukt op {}",
    .and_unlisted = "en nog {}",
    .in_workbook = "De werkmap van het plan heeft ze allemaal.",
    .number = "Nr.",
    .from = "Van",
    .to = "Naar",
    .figures_note =
        "Elk cijfer is uit het plan alleen opnieuw geteld door een controle die geen code met het "
        "zoeken deelt.",
    .proven_of = "Bewezen voor de compactheid van elk plan{}{}.",
    .proven_with = " met {}",
    .proven_without =
        "; buiten beschouwing, wat het ware verschil alleen kleiner kan maken dan het genoemde: {}",
    .and_last = " en ",
    .part_balance = "het evenwicht van {}",
    .part_pinned_centres = "vaste middens met hun vergrendelingen",
    .part_radius = "de grootste straal",
    .part_soft_balance = "gewenst evenwicht",
    .part_territory_cost = "de kosten van rayons",
    .part_connectedness = "samenhang",
    .part_other_balance = "de andere evenwichten",
    .part_must_links = "gebieden die bij elkaar blijven",
    .part_pairs = "vergrendelingen en verboden combinaties van rayons zonder vast midden",
    .part_disruption = "verandering",
    .part_preferred_centres = "gewenste middens",
    .facts_sheet = "Feiten",
    .units_sheet = "Gebieden",
    .changes_sheet = "Wijzigingen",
    .plan_total = "Hele plan",
    .lowest_quarter = "Een kwart eronder",
    .median = "Mediaan",
    .highest_quarter = "Een kwart erboven",
    .territory_before = "Rayon daarvoor",
    .territory_now = "Rayon nu",
    .change = "Wijziging",
    .longitude = "Lengtegraad",
    .latitude = "Breedtegraad",
    .came = "erbij",
    .went = "eraf",
    .shows_territory = "Kaart van het rayon {} en zijn eenheden tussen zijn buren.",
    .shows_locator = "Kaartje van het plan met de plaats van het rayon {}.",
    .shows_map = "Kaart van de {} rayons van het plan. De tabel van rayons noemt ze.",
    .shows_part = "Deel {} van de kaart, vergroot.",
    .shows_balance = "Staven van {}: de rayons wijken {} tot {} af van het gelijke deel; ±{} mag.",
};

constexpr std::array<std::string_view, 12> kEnglishMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 12> kDutchMonths = {
    "januari", "februari", "maart",     "april",   "mei",      "juni",
    "juli",    "augustus", "september", "oktober", "november", "december"};

// 1,234.5 as 1.234,5.
std::string with_dutch_separators(std::string text) {
  for (char& c : text) c = c == ',' ? '.' : c == '.' ? ',' : c;
  return text;
}

}  // namespace

std::optional<PaperLanguage> parse_paper_language(std::string_view word) {
  if (word == "en") return PaperLanguage::kEnglish;
  if (word == "nl") return PaperLanguage::kDutch;
  return std::nullopt;
}

std::string_view name_of(PaperLanguage language) {
  return language == PaperLanguage::kDutch ? "nl" : "en";
}

const PaperWords& paper_words(PaperLanguage language) {
  return language == PaperLanguage::kDutch ? kDutchPaper : kEnglishPaper;
}

std::string_view state_word(const PaperWords& words, PlanState state) {
  switch (state) {
    case PlanState::kDraft:
      return words.draft;
    case PlanState::kInReview:
      return words.in_review;
    case PlanState::kApproved:
      return words.approved;
    case PlanState::kActive:
      return words.active;
    case PlanState::kArchived:
      break;
  }
  return words.archived;
}

std::string PaperNumbers::number(double value, int digits) const {
  std::string text = grouped(std::abs(value), digits);
  const bool is_zero = text.find_first_of("123456789") == std::string::npos;
  if (language_ == PaperLanguage::kDutch) text = with_dutch_separators(std::move(text));
  return value < 0.0 && !is_zero ? "−" + text : text;
}

std::string PaperNumbers::count(std::int64_t value) const {
  return number(static_cast<double>(value), 0);
}

std::string PaperNumbers::amount(double value) const {
  const double size = std::abs(value);
  if (size >= 1'000.0 || value == std::round(value)) return number(value, 0);
  return number(value, size >= 100.0 ? 1 : 2);
}

std::string PaperNumbers::share(double value, int digits) const {
  return number(value * 100.0, digits) + "%";
}

std::string PaperNumbers::signed_share(double value, int digits) const {
  const std::string text = share(value, digits);
  return value > 0.0 && text.find_first_of("123456789") != std::string::npos ? "+" + text : text;
}

std::string PaperNumbers::signed_amount(double value) const {
  return (value > 0.0 ? "+" : "") + amount(value);
}

std::string PaperNumbers::date(LocalDate day) const {
  const YearMonthDay parts = year_month_day(day);
  const auto& months = language_ == PaperLanguage::kDutch ? kDutchMonths : kEnglishMonths;
  return fmt::format("{} {} {}", parts.day, months[static_cast<std::size_t>(parts.month - 1)],
                     parts.year);
}

}  // namespace bailiwick::planning
