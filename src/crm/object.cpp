#include "crm/object.hpp"

#include <algorithm>
#include <cassert>

namespace bailiwick::crm {
namespace {

using enum FieldType;
using Words = std::span<const std::string_view>;

constexpr std::int64_t kLineMax = 255;
constexpr std::int64_t kParagraphMax = 30'000;
constexpr std::int64_t kDegree = 1'000'000;  // units of a decimal in 1
constexpr std::int64_t kEmployeesMax = 1'000'000'000;

template <std::size_t N>
consteval FieldSpec text(const char (&name)[N], bool is_required = false,
                         bool is_searched = false) {
  return {.name = {name, N - 1},
          .column = name,
          .is_required = is_required,
          .is_searched = is_searched,
          .most = kLineMax};
}

template <std::size_t N>
consteval FieldSpec formed(const char (&name)[N], TextForm form, bool is_searched = false) {
  FieldSpec field = text(name, false, is_searched);
  field.form = form;
  field.most = form == TextForm::kParagraph ? kParagraphMax : kLineMax;
  return field;
}

template <std::size_t N>
consteval FieldSpec number(const char (&name)[N], FieldType type, std::int64_t least,
                           std::int64_t most) {
  return {.name = {name, N - 1}, .column = name, .type = type, .least = least, .most = most};
}

template <std::size_t N>
consteval FieldSpec plain(const char (&name)[N], FieldType type, bool is_required = false) {
  return {.name = {name, N - 1}, .column = name, .type = type, .is_required = is_required};
}

template <std::size_t N, std::size_t M>
consteval FieldSpec money(const char (&name)[N], const char (&currency)[M],
                          bool is_required = false) {
  return {.name = {name, N - 1},
          .column = name,
          .type = kMoney,
          .is_required = is_required,
          .currency_column = currency};
}

template <std::size_t N>
consteval FieldSpec choice(const char (&name)[N], Words words, bool is_required = false) {
  return {.name = {name, N - 1},
          .column = name,
          .type = kChoice,
          .is_required = is_required,
          .choices = words};
}

template <std::size_t N>
consteval FieldSpec record(const char (&name)[N], ObjectKind kind, bool is_required = false) {
  return {.name = {name, N - 1},
          .column = name,
          .type = kRecord,
          .is_required = is_required,
          .refers_to = kind};
}

constexpr std::string_view kAccountKinds[] = {"prospect", "customer", "former_customer", "partner"};
constexpr FieldSpec kAccountFields[] = {text("name", true, true),
                                        choice("kind", kAccountKinds),
                                        record("parent", ObjectKind::kAccount),
                                        text("industry"),
                                        number("employees", kWhole, 0, kEmployeesMax),
                                        money("annual_revenue", "annual_revenue_currency"),
                                        number("growth", kDecimal, -kDegree, 1'000 * kDegree),
                                        number("complexity", kWhole, 1, 5),
                                        plain("is_key_account", kTruth),
                                        formed("phone", TextForm::kPhone),
                                        formed("website", TextForm::kUrl),
                                        text("street"),
                                        text("postal_code", false, true),
                                        text("city", false, true),
                                        text("region"),
                                        formed("country", TextForm::kCountry),
                                        number("lon", kDecimal, -180 * kDegree, 180 * kDegree),
                                        number("lat", kDecimal, -90 * kDegree, 90 * kDegree),
                                        formed("description", TextForm::kParagraph)};
constexpr std::string_view kNameTitle[] = {"name"};

constexpr FieldSpec kContactFields[] = {record("account", ObjectKind::kAccount, true),
                                        text("first_name", false, true),
                                        text("last_name", true, true),
                                        text("job_title"),
                                        formed("email", TextForm::kEmail, true),
                                        formed("phone", TextForm::kPhone),
                                        formed("mobile", TextForm::kPhone),
                                        formed("description", TextForm::kParagraph)};
constexpr std::string_view kPersonTitle[] = {"first_name", "last_name"};

constexpr std::string_view kLeadStatuses[] = {"new", "working", "qualified", "disqualified",
                                              "converted"};
constexpr FieldSpec kLeadFields[] = {text("company", true, true),
                                     text("first_name", false, true),
                                     text("last_name", false, true),
                                     choice("status", kLeadStatuses),
                                     formed("email", TextForm::kEmail, true),
                                     formed("phone", TextForm::kPhone),
                                     text("job_title"),
                                     text("industry"),
                                     number("employees", kWhole, 0, kEmployeesMax),
                                     text("source"),
                                     text("postal_code", false, true),
                                     text("city", false, true),
                                     text("region"),
                                     formed("country", TextForm::kCountry),
                                     plain("owner", kPerson),
                                     plain("territory", kTerritory),
                                     record("account", ObjectKind::kAccount),
                                     formed("description", TextForm::kParagraph)};
constexpr std::string_view kLeadTitle[] = {"company"};

constexpr std::string_view kOpportunityKinds[] = {"new_business", "existing_business"};
constexpr FieldSpec kOpportunityFields[] = {text("name", true, true),
                                            record("account", ObjectKind::kAccount, true),
                                            plain("stage", kStage, true),
                                            money("amount", "amount_currency"),
                                            number("probability", kWhole, 0, 100),
                                            plain("close_date", kDate),
                                            plain("opened", kDate),
                                            choice("kind", kOpportunityKinds),
                                            text("source"),
                                            plain("owner", kPerson),
                                            plain("stage_since", kInstant),
                                            text("lost_reason"),
                                            formed("description", TextForm::kParagraph)};

constexpr std::string_view kOrderKinds[] = {"order", "invoice"};
constexpr FieldSpec kOrderFields[] = {record("account", ObjectKind::kAccount, true),
                                      choice("kind", kOrderKinds, true),
                                      text("number", false, true),
                                      plain("day", kDate, true),
                                      money("amount", "amount_currency", true),
                                      record("opportunity", ObjectKind::kOpportunity),
                                      text("product"),
                                      formed("description", TextForm::kParagraph)};
constexpr std::string_view kOrderTitle[] = {"number"};

constexpr std::string_view kActivityKinds[] = {"visit", "call", "mail", "meeting"};
constexpr FieldSpec kActivityFields[] = {choice("kind", kActivityKinds, true),
                                         text("subject", true, true),
                                         plain("happened_at", kInstant, true),
                                         record("account", ObjectKind::kAccount),
                                         record("contact", ObjectKind::kContact),
                                         record("lead", ObjectKind::kLead),
                                         record("opportunity", ObjectKind::kOpportunity),
                                         number("minutes", kWhole, 0, 100'000),
                                         text("outcome"),
                                         plain("owner", kPerson),
                                         formed("description", TextForm::kParagraph)};
constexpr std::string_view kSubjectTitle[] = {"subject"};

constexpr std::string_view kTaskStatuses[] = {"open", "done", "cancelled"};
constexpr std::string_view kPriorities[] = {"low", "normal", "high"};
constexpr FieldSpec kTaskFields[] = {text("subject", true, true),
                                     choice("status", kTaskStatuses),
                                     choice("priority", kPriorities),
                                     plain("due", kDate),
                                     record("account", ObjectKind::kAccount),
                                     record("contact", ObjectKind::kContact),
                                     record("lead", ObjectKind::kLead),
                                     record("opportunity", ObjectKind::kOpportunity),
                                     plain("owner", kPerson),
                                     formed("description", TextForm::kParagraph)};

constexpr FieldSpec kNoteFields[] = {
    text("subject", true, true), record("account", ObjectKind::kAccount),
    record("contact", ObjectKind::kContact), record("opportunity", ObjectKind::kOpportunity),
    formed("description", TextForm::kParagraph)};

constexpr std::string_view kFindingKinds[] = {"need", "satisfaction"};
constexpr FieldSpec kFindingFields[] = {record("account", ObjectKind::kAccount, true),
                                        choice("kind", kFindingKinds, true),
                                        text("subject", true, true),
                                        plain("day", kDate, true),
                                        text("source", true),
                                        number("score", kDecimal, 0, 10 * kDegree),
                                        formed("description", TextForm::kParagraph)};

constexpr std::int64_t kAlignmentNameMax = 200;
template <std::size_t N>
consteval FieldSpec alignment_name(const char (&name)[N], bool is_required = false) {
  FieldSpec field = text(name, is_required);
  field.most = kAlignmentNameMax;
  return field;
}

constexpr FieldSpec kTerritoryFields[] = {
    alignment_name("name", true), record("parent", ObjectKind::kTerritory), plain("from", kDate)};

constexpr std::string_view kAssignmentRoles[] = {"owner", "overlay", "owner_or_overlay"};
constexpr std::string_view kPositionTitle[] = {"position"};
constexpr FieldSpec kAssignmentFields[] = {record("territory", ObjectKind::kTerritory, true),
                                           alignment_name("position", true),
                                           alignment_name("position_name"),
                                           formed("person", TextForm::kEmail),
                                           choice("role", kAssignmentRoles),
                                           plain("from", kDate, true),
                                           plain("until", kDate)};

template <std::size_t N>
consteval std::size_t at(const FieldSpec (&fields)[N], std::string_view name) {
  std::size_t f = 0;
  while (fields[f].name != name) ++f;  // beyond the last one it does not compile
  return f;
}

constexpr std::array<ObjectSpec, kImportObjectCount> kObjects = {
    {{.kind = ObjectKind::kAccount,
      .name = "account",
      .plural = "accounts",
      .table = "account",
      .id_column = "account_id",
      .fields = kAccountFields,
      .title = kNameTitle},
     {.kind = ObjectKind::kContact,
      .name = "contact",
      .plural = "contacts",
      .table = "contact",
      .id_column = "contact_id",
      .fields = kContactFields,
      .title = kPersonTitle,
      .account_field = at(kContactFields, "account")},
     {.kind = ObjectKind::kLead,
      .name = "lead",
      .plural = "leads",
      .table = "lead",
      .id_column = "lead_id",
      .fields = kLeadFields,
      .title = kLeadTitle,
      .account_field = at(kLeadFields, "account"),
      .owner_field = at(kLeadFields, "owner"),
      .territory_field = at(kLeadFields, "territory")},
     {.kind = ObjectKind::kOpportunity,
      .name = "opportunity",
      .plural = "opportunities",
      .table = "opportunity",
      .id_column = "opportunity_id",
      .fields = kOpportunityFields,
      .title = kNameTitle,
      .account_field = at(kOpportunityFields, "account"),
      .owner_field = at(kOpportunityFields, "owner")},
     {.kind = ObjectKind::kOrder,
      .name = "order",
      .plural = "orders",
      .table = "sales_order",
      .id_column = "sales_order_id",
      .fields = kOrderFields,
      .title = kOrderTitle,
      .account_field = at(kOrderFields, "account"),
      .time_field = at(kOrderFields, "day")},
     {.kind = ObjectKind::kActivity,
      .name = "activity",
      .plural = "activities",
      .table = "activity",
      .id_column = "activity_id",
      .fields = kActivityFields,
      .title = kSubjectTitle,
      .account_field = at(kActivityFields, "account"),
      .owner_field = at(kActivityFields, "owner"),
      .time_field = at(kActivityFields, "happened_at")},
     {.kind = ObjectKind::kTask,
      .name = "task",
      .plural = "tasks",
      .table = "task",
      .id_column = "task_id",
      .fields = kTaskFields,
      .title = kSubjectTitle,
      .account_field = at(kTaskFields, "account"),
      .owner_field = at(kTaskFields, "owner")},
     {.kind = ObjectKind::kNote,
      .name = "note",
      .plural = "notes",
      .table = "note",
      .id_column = "note_id",
      .fields = kNoteFields,
      .title = kSubjectTitle,
      .account_field = at(kNoteFields, "account")},
     {.kind = ObjectKind::kFinding,
      .name = "finding",
      .plural = "findings",
      .table = "finding",
      .id_column = "finding_id",
      .fields = kFindingFields,
      .title = kSubjectTitle,
      .account_field = at(kFindingFields, "account"),
      .time_field = at(kFindingFields, "day")},
     {.kind = ObjectKind::kTerritory,
      .name = "territory",
      .plural = "territories",
      .table = "territory",
      .id_column = "territory_id",
      .fields = kTerritoryFields,
      .title = kNameTitle},
     {.kind = ObjectKind::kTerritoryAssignment,
      .name = "territory_assignment",
      .plural = "territory_assignments",
      .table = "territory_assignment",
      .id_column = "territory_id",
      .fields = kAssignmentFields,
      .title = kPositionTitle}}};

const ObjectSpec* find_among(std::span<const ObjectSpec> objects, std::string_view word) {
  const auto found = std::ranges::find_if(objects, [&](const ObjectSpec& object) {
    return object.name == word || object.plural == word;
  });
  return found == objects.end() ? nullptr : &*found;
}

constexpr std::string_view kTypeNames[] = {"text",  "whole",  "decimal", "money",
                                           "truth", "date",   "instant", "choice",
                                           "stage", "record", "person",  "territory"};
constexpr std::string_view kFormNames[] = {"line", "paragraph", "email", "phone", "url", "country"};

}  // namespace

std::optional<std::size_t> ObjectSpec::index_of(std::string_view field) const {
  const auto found = std::ranges::find(fields, field, &FieldSpec::name);
  if (found == fields.end()) return std::nullopt;
  return static_cast<std::size_t>(found - fields.begin());
}

std::size_t ObjectSpec::at(std::string_view field) const {
  const auto found = index_of(field);
  assert(found);
  return found.value_or(0);
}

const ObjectSpec& object_of(ObjectKind kind) { return kObjects[static_cast<std::size_t>(kind)]; }

std::span<const ObjectSpec> all_objects() { return std::span(kObjects).first<kObjectCount>(); }

const ObjectSpec* find_object(std::string_view word) { return find_among(all_objects(), word); }

std::span<const ObjectSpec> import_objects() { return kObjects; }

const ObjectSpec* find_import_object(std::string_view word) {
  return find_among(import_objects(), word);
}

std::string_view name_of(FieldType type) { return kTypeNames[static_cast<std::size_t>(type)]; }

std::optional<FieldType> parse_field_type(std::string_view word) {
  for (std::size_t t = 0; t < std::size(kTypeNames); ++t)
    if (kTypeNames[t] == word) return static_cast<FieldType>(t);
  return std::nullopt;
}

std::string_view name_of(TextForm form) { return kFormNames[static_cast<std::size_t>(form)]; }

}  // namespace bailiwick::crm
