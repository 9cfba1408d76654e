#include "crm/import_choices.hpp"

#include <algorithm>

#include "crm/words.hpp"

namespace bailiwick::crm {
namespace {

// What else a word of a choice is called, plain (import_words.hpp), a blank between them: Dutch, then what
// Salesforce and HubSpot have in their own lists.
constexpr std::string_view kNoChoice;  // a word of theirs for what has none here
struct Label {
  ObjectKind object;
  std::string_view field;
  std::string_view choice;
  std::string_view called;
};
constexpr Label kLabels[] = {
    {ObjectKind::kAccount, "kind", "prospect", "prospects suspect lead potentieel"},
    {ObjectKind::kAccount, "kind", "customer",
     "klant klanten customers client afnemer debiteur customerdirect customerchannel"},
    {ObjectKind::kAccount, "kind", "former_customer",
     "oudklant exklant voormaligeklant formerclient excustomer lostcustomer"},
    {ObjectKind::kAccount, "kind", "partner",
     "partners reseller wederverkoper channelpartnerreseller installationpartner "
     "technologypartner integrator"},
    {ObjectKind::kAccount, "kind", kNoChoice, "analyst competitor investor press other vendor"},
    {ObjectKind::kLead, "status", "new", "nieuw open opennotcontacted unread ongelezen"},
    {ObjectKind::kLead, "status", "working",
     "inbehandeling bezig contacted workingcontacted inprogress attemptedtocontact connected "
     "opendeal gecontacteerd"},
    {ObjectKind::kLead, "status", "qualified", "gekwalificeerd"},
    {ObjectKind::kLead, "status", "disqualified",
     "afgewezen afgevallen unqualified closednotconverted badtiming nietgekwalificeerd"},
    {ObjectKind::kLead, "status", "converted", "omgezet closedconverted geconverteerd gewonnen"},
    {ObjectKind::kOpportunity, "kind", "new_business",
     "nieuw new nieuweklant newcustomer nieuwezaken newbusinessnewcustomer"},
    {ObjectKind::kOpportunity, "kind", "existing_business",
     "bestaand existing bestaandeklant existingcustomer existingcustomerupgrade "
     "existingcustomerreplacement existingcustomerdowngrade renewal verlenging uitbreiding"},
    {ObjectKind::kOrder, "kind", "order", "orders bestelling opdracht verkooporder salesorder"},
    {ObjectKind::kOrder, "kind", "invoice", "factuur facturen invoices"},
    {ObjectKind::kActivity, "kind", "visit", "bezoek klantbezoek inpersonmeeting onsite"},
    {ObjectKind::kActivity, "kind", "call",
     "telefoon telefoongesprek gesprek bellen phone phonecall"},
    {ObjectKind::kActivity, "kind", "mail", "email emails emailbericht bericht"},
    {ObjectKind::kActivity, "kind", "meeting", "vergadering afspraak bespreking event demo"},
    {ObjectKind::kTask, "status", "open",
     "nieuw todo notstarted inprogress waitingonsomeoneelse deferred nietgestart bezig uitgesteld"},
    {ObjectKind::kTask, "status", "done", "klaar gereed afgerond voltooid completed complete"},
    {ObjectKind::kTask, "status", "cancelled", "geannuleerd vervallen canceled"},
    {ObjectKind::kTask, "priority", "low", "laag"},
    {ObjectKind::kTask, "priority", "normal", "normaal medium middel gemiddeld"},
    {ObjectKind::kTask, "priority", "high", "hoog urgent dringend"},
    {ObjectKind::kFinding, "kind", "need", "behoefte wens klantbehoefte"},
    {ObjectKind::kTerritoryAssignment, "role", "owner", "eigenaar primary hoofd"},
    {ObjectKind::kTerritoryAssignment, "role", "overlay", "secondary ondersteunend specialist"},
    {ObjectKind::kFinding, "kind", "satisfaction", "tevredenheid klanttevredenheid nps csat"},
};

// What stages of Salesforce and of HubSpot are called as they come, by the keys of the standard pipeline.
struct StageLabel {
  std::string_view key;
  std::string_view called;
};
constexpr StageLabel kStageLabels[] = {
    {"qualification", "prospecting appointmentscheduled qualifiedtobuy"},
    {"needs", "valueproposition iddecisionmakers perceptionanalysis presentationscheduled"},
    {"proposal", "proposalpricequote decisionmakerboughtin"},
    {"negotiation", "negotiationreview contractsent"},
    {"won", "closedwon gewonnen"},
    {"lost", "closedlost verloren"}};

constexpr std::string_view kStandardPipeline = "standard";

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

std::string_view last_part(std::string_view key) {
  const std::size_t point = key.rfind('.');
  return point == std::string_view::npos ? key : key.substr(point + 1);
}

std::string_view pipeline_of(const ImportStage& stage) {
  return std::string_view(stage.key).substr(0, stage.key.find('.'));
}

// Among the stages of all pipelines, or of the one that is called so.
StageFound stage_called(std::string_view word, std::span<const ImportStage> stages,
                        std::string_view pipeline = {}) {
  StageFound found;
  if (word.empty()) return found;
  for (const ImportStage& stage : stages) {
    const bool is_of_it = pipeline.empty() || letters_of(pipeline_of(stage)) == pipeline ||
                          letters_of(stage.pipeline) == pipeline;
    if (!is_of_it) continue;
    if (letters_of(stage.name) != word && letters_of(last_part(stage.key)) != word) continue;
    found.is_several = found.stage != nullptr;
    if (found.is_several) return found;
    found.stage = &stage;
  }
  return found;
}

}  // namespace

std::optional<std::string> choice_of(std::string_view text, ObjectKind object,
                                     const ImportField& field) {
  const auto exact = std::ranges::find(field.choices, text);
  if (exact != field.choices.end()) return *exact;
  const std::string word = letters_of(text);
  if (word.empty()) return std::nullopt;
  for (const std::string& choice : field.choices)
    if (letters_of(choice) == word) return choice;
  if (!field.index) return std::nullopt;  // the company's own words have no other names
  for (const Label& label : kLabels)
    if (label.object == object && label.field == field.name && has_word(label.called, word))
      return std::string(label.choice);
  return std::nullopt;
}

StageFound stage_of(std::string_view text, std::span<const ImportStage> stages) {
  for (const ImportStage& stage : stages)
    if (stage.key == text) return {&stage, false};
  const StageFound whole = stage_called(letters_of(text), stages);
  if (whole.stage != nullptr && !whole.is_several) return whole;
  // HubSpot names the pipeline behind the stage: "Closed won (Sales Pipeline)".
  const std::size_t bracket = std::min(text.find(" ("), text.size());
  const std::string bare = letters_of(text.substr(0, bracket));
  const std::string pipeline = letters_of(text.substr(bracket));
  const auto label = std::ranges::find_if(
      kStageLabels, [&](const StageLabel& one) { return has_word(one.called, bare); });
  const std::string_view key = label == std::end(kStageLabels) ? std::string_view() : label->key;
  const StageFound same = stage_called(bare, stages);
  for (const StageFound& found :
       {pipeline.empty() ? StageFound() : stage_called(bare, stages, pipeline),
        pipeline.empty() ? StageFound() : stage_called(key, stages, pipeline),
        same.is_several ? StageFound() : same, stage_called(key, stages, kStandardPipeline),
        stage_called(key, stages)})
    if (found.stage != nullptr) return found;
  return same.stage != nullptr ? same : whole;
}

std::string stage_in(std::string_view stage, std::string_view pipeline) {
  const bool has_both = stage.empty() || pipeline.empty() || stage.ends_with(')');
  return has_both ? std::string(stage)
                  : std::string(stage).append(" (").append(pipeline).append(")");
}

std::optional<bool> truth_of(std::string_view text) {
  const std::string word = letters_of(text);
  if (has_word("true yes y ja j waar 1 on aan x", word)) return true;
  if (has_word("false no n nee onwaar 0 off uit", word)) return false;
  return std::nullopt;
}

}  // namespace bailiwick::crm
