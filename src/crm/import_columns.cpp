#include "crm/import_columns.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.hpp"
#include "crm/import_choices.hpp"
#include "crm/import_dates.hpp"
#include "crm/import_words.hpp"
#include "crm/record.hpp"
#include "crm/words.hpp"
#include "platform/identity/codes.hpp"
#include "platform/identity/validate.hpp"

namespace bailiwick::crm {
namespace {

using platform::files::Table;

constexpr std::string_view kWhyNames[] = {"source", "field_name",  "own_field",
                                          "header", "header_part", "values",
                                          "taken",  "no_use",      "unknown"};

// How sure a guess is: the higher wins. Later words for a field count less, but never less than the next way of guessing.
constexpr int kSourceScore = 600;
constexpr int kFieldScore = 500;
constexpr int kOwnScore = 450;
constexpr int kHeaderScore = 400;
constexpr int kPartScore = 300;
constexpr int kValuesScore = 100;
constexpr int kPositionsMax = 90;

struct Guess {
  std::string target;
  GuessWhy why = GuessWhy::kUnknown;
  int score = 0;
};

// A header as it is compared, and without what stands in brackets at its end.
struct Header {
  std::string plain;
  std::string without_brackets;  // empty where there are none
};
Header header_of(std::string_view name) {
  Header header{letters_of(name), {}};
  const std::size_t bracket = name.find_last_of("([");
  if (bracket != std::string_view::npos && bracket > 0) {
    header.without_brackets = letters_of(name.substr(0, bracket));
    if (header.without_brackets == header.plain) header.without_brackets.clear();
  }
  return header;
}

int behind(int score, std::size_t position) {
  return score - static_cast<int>(std::min<std::size_t>(position, kPositionsMax));
}

// By what stands in the header; a guess without a target where nothing does.
Guess by_header(const Header& header, const ImportSchema& schema, ImportSource source) {
  if (source != ImportSource::kNone) {
    if (const auto meaning = meaning_of(header.plain, schema.object, source)) {
      if (meaning->target.empty()) return {{}, GuessWhy::kNoUse, kSourceScore};
      return {std::string(meaning->target), GuessWhy::kSource,
              behind(kSourceScore, meaning->position)};
    }
  }
  for (const ImportField& field : schema.fields) {
    if (field.name == kOwnId || header.plain.empty()) continue;
    if (field.label.empty() && letters_of(field.name) == header.plain)
      return {field.name, GuessWhy::kFieldName, kFieldScore};
    const bool is_own = !field.label.empty() && (letters_of(field.label) == header.plain ||
                                                 letters_of(field.name) == header.plain ||
                                                 "custom" + header.plain == letters_of(field.name));
    if (is_own) return {field.name, GuessWhy::kOwnField, kOwnScore};
    if (field.type == FieldType::kMoney && header.plain == letters_of(field.name) + "currency")
      return {field.name + std::string(kCurrencySuffix), GuessWhy::kFieldName, kFieldScore};
  }
  if (const auto meaning = meaning_of(header.plain, schema.object, ImportSource::kNone))
    return {std::string(meaning->target), GuessWhy::kHeader,
            behind(kHeaderScore, meaning->position)};
  if (!header.without_brackets.empty()) {
    Guess part = by_header({header.without_brackets, {}}, schema, source);
    if (!part.target.empty())
      return {std::move(part.target), GuessWhy::kHeaderPart,
              kPartScore - (kHeaderScore - std::min(part.score, kHeaderScore))};
  }
  return {};
}

bool is_url(std::string_view text) {
  const std::string small = ascii_lower(text.substr(0, 8));
  return small.starts_with("http://") || small.starts_with("https://") || small.starts_with("www.");
}
bool is_phone(std::string_view text) {
  const auto digits = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
  return text.size() > 1 && (text.front() == '+' || text.starts_with("00")) && digits >= 8 &&
         text.find_first_not_of("+0123456789 ()-./") == std::string_view::npos;
}
bool is_country_code(std::string_view text) { return platform::identity::is_country(text); }
bool is_date(std::string_view text) { return order_vote(text) != OrderVote::kNone; }

// Whether all values of a column are so; false where it has none.
template <class Is>
bool are_all(const Table& table, std::size_t column, Is&& is) {
  std::size_t count = 0;
  const std::size_t rows = std::min(table.row_count(), kSampleRows);
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string_view value = trimmed(table.field(row, column));
    if (value.empty()) continue;
    if (!is(value)) return false;
    ++count;
  }
  return count > 0;
}

// The objects that the ids of a column are of, in order; empty where it holds anything else.
std::set<ObjectKind> objects_of_ids(const Table& table, std::size_t column) {
  std::set<ObjectKind> objects;
  const auto is_id = [&](std::string_view value) {
    const auto object = object_of_id(value);
    if (object) objects.insert(*object);
    return object.has_value();
  };
  return are_all(table, column, is_id) ? objects : std::set<ObjectKind>();
}

// The only field of the object that is so; nothing where there are several.
template <class Is>
const ImportField* only_field(const ImportSchema& schema, Is&& is) {
  const ImportField* found = nullptr;
  for (const ImportField& field : schema.fields) {
    if (!field.index || !is(field)) continue;
    if (found != nullptr) return nullptr;
    found = &field;
  }
  return found;
}

Guess by_values(const Table& table, std::size_t column, const ImportSchema& schema) {
  const auto guess = [](const ImportField* field) {
    return field == nullptr ? Guess() : Guess{field->name, GuessWhy::kValues, kValuesScore};
  };
  const auto of_form = [&](TextForm form) {
    return only_field(schema, [&](const ImportField& field) {
      return field.type == FieldType::kText && field.form == form;
    });
  };
  if (are_all(table, column, platform::identity::is_email)) return guess(of_form(TextForm::kEmail));
  if (are_all(table, column, is_url)) return guess(of_form(TextForm::kUrl));
  if (are_all(table, column, is_country_code)) return guess(of_form(TextForm::kCountry));
  if (are_all(table, column, is_phone)) return guess(schema.find("phone"));
  // Territories and assignments have few dates, and files of them more: when a row was changed, say.
  if (!is_of_alignment(schema.object) && are_all(table, column, is_date)) {
    return guess(only_field(schema, [](const ImportField& field) {
      return field.type == FieldType::kDate || field.type == FieldType::kInstant;
    }));
  }
  const auto objects = objects_of_ids(table, column);
  if (objects.size() != 1) return {};
  if (*objects.begin() == schema.object) return guess(schema.find(kExternalId));
  return guess(only_field(
      schema, [&](const ImportField& field) { return field.refers_to == *objects.begin(); }));
}

// "contact|lead" is one field where the ids of the column are all of that object.
void narrow(Guess& guess, const Table& table, std::size_t column, const ImportSchema& schema) {
  if (guess.target.find('|') == std::string::npos) return;
  const auto objects = objects_of_ids(table, column);
  if (objects.size() != 1) return;
  const ImportField* field = schema.find(object_of(*objects.begin()).name);
  if (field != nullptr) guess.target = field->name;
}

// A choice of whose words the column has none is about something else: "type" of a hospital is no kind of account.
void drop_strange(Guess& guess, const Table& table, std::size_t column,
                  const ImportSchema& schema) {
  const ImportField* field = schema.find(guess.target);
  if (field == nullptr || field->type != FieldType::kChoice) return;
  const bool is_strange = are_all(table, column, [&](std::string_view value) {
    return !choice_of(value, schema.object, *field).has_value();
  });
  if (is_strange) guess = {};
}

bool has_own_ids(const Table& table, std::size_t column, ObjectKind object) {
  return are_all(table, column, [&](std::string_view value) {
    return RecordId::parse(object, value).has_value();
  });
}

std::vector<Guess> guesses_of(const Table& table, const ImportSchema& schema, ImportSource source) {
  std::vector<Guess> guesses;
  for (std::size_t column = 0; column < table.column_count(); ++column) {
    const Header header = header_of(table.columns()[column]);
    Guess guess = by_header(header, schema, source);
    if (header.plain == kOwnId && has_own_ids(table, column, schema.object))
      guess = {std::string(kOwnId), GuessWhy::kFieldName, kFieldScore};
    if (guess.why == GuessWhy::kUnknown && source == ImportSource::kNone)
      guess = by_values(table, column, schema);
    narrow(guess, table, column, schema);
    drop_strange(guess, table, column, schema);
    guesses.push_back(std::move(guess));
  }
  return guesses;
}

// Leaves each target to its best guess.
void settle(std::vector<Guess>& guesses) {
  std::map<std::string, std::size_t> best;
  for (std::size_t c = 0; c < guesses.size(); ++c) {
    if (guesses[c].target.empty()) continue;
    const auto [at, is_first] = best.emplace(guesses[c].target, c);
    if (!is_first && guesses[c].score > guesses[at->second].score) at->second = c;
  }
  for (std::size_t c = 0; c < guesses.size(); ++c)
    if (!guesses[c].target.empty() && best.at(guesses[c].target) != c)
      guesses[c].why = GuessWhy::kTaken;
}

ImportSource source_of(const Table& table) {
  constexpr std::array<std::string_view, 17> kSalesforceNames = {
      "AccountId",   "OwnerId",     "IsDeleted",         "CreatedDate",       "SystemModstamp",
      "BillingCity", "StageName",   "NumberOfEmployees", "AnnualRevenue",     "LeadSource",
      "WhoId",       "WhatId",      "ParentId",          "BillingPostalCode", "FirstName",
      "CloseDate",   "ActivityDate"};
  constexpr std::array<std::string_view, 11> kHubspotNames = {
      "Company name",    "Company Domain Name", "Deal Name",
      "Deal Stage",      "First Name",          "Company owner",
      "Contact owner",   "Deal owner",          "Associated Company IDs",
      "Lifecycle Stage", "Create Date"};
  const auto& columns = table.columns();
  const auto has = [&](std::string_view name) {
    return std::ranges::find(columns, name) != columns.end();
  };
  if (has("Record ID") && std::ranges::any_of(kHubspotNames, has)) return ImportSource::kHubspot;
  const auto names = std::ranges::count_if(kSalesforceNames, has);
  const auto id = table.find("Id");
  const bool has_ids = id && are_all(table, *id, [](std::string_view value) {
                         return salesforce_object_of(value).has_value();
                       });
  return has_ids || (has("Id") && names > 0) || names > 1 ? ImportSource::kSalesforce
                                                          : ImportSource::kNone;
}

// The object that the rows' own ids are of.
std::optional<ObjectKind> object_by_ids(const Table& table) {
  const auto id = table.find("Id");
  if (!id) return std::nullopt;
  const auto objects = objects_of_ids(table, *id);
  return objects.size() == 1 ? std::optional(*objects.begin()) : std::nullopt;
}

// Whether the file's name speaks of the object.
bool is_named(const Table& table, const ObjectSpec& object) {
  constexpr std::string_view kDutch[kImportObjectCount] = {
      "klanten", "contactpersonen", "leads",       "kansen",   "facturen",    "bezoeken",
      "taken",   "notities",        "bevindingen", "gebieden", "toewijzingen"};
  const std::string name = letters_of(table.name());
  const auto has = [&](std::string_view word) { return name.find(word) != std::string::npos; };
  const bool is_invoices = object.kind == ObjectKind::kOrder && has("invoice");
  return is_invoices || has(letters_of(object.name)) || has(letters_of(object.plural)) ||
         has(kDutch[static_cast<std::size_t>(object.kind)]);
}

// Whether orders are invoices is told by the file's name and headers too (import_facts.hpp).
bool is_told_elsewhere(const ImportSchema& schema, const ImportField& field) {
  return schema.object == ObjectKind::kOrder && field.name == "kind";
}

// How well the columns fit an object: 0 where none does.
int fit_of(const Table& table, const ImportSchema& schema, ImportSource source) {
  std::vector<Guess> guesses = guesses_of(table, schema, source);
  settle(guesses);
  std::set<std::string> targets;
  int fit = 0;
  for (const Guess& guess : guesses) {
    if (guess.target.empty() || guess.why == GuessWhy::kTaken) continue;
    targets.insert(guess.target);
    fit += guess.why == GuessWhy::kValues ? 0 : guess.why == GuessWhy::kSource ? 3 : 2;
  }
  if (fit == 0) return 0;
  bool has_all = true;
  for (const ImportField& field : schema.fields)
    if (field.is_required && !targets.contains(field.name) && !is_told_elsewhere(schema, field))
      has_all = false;
  return fit + (has_all ? 5 : 0) + (is_named(table, object_of(schema.object)) ? 6 : 0);
}

std::optional<ObjectKind> object_guess(const Table& table, std::span<const ImportSchema> schemas,
                                       ImportSource source) {
  if (const auto object = object_by_ids(table)) return object;
  std::optional<ObjectKind> best;
  int best_fit = 0;
  for (const ImportSchema& schema : schemas) {
    const int fit = fit_of(table, schema, source);
    if (fit <= best_fit) continue;
    best_fit = fit;
    best = schema.object;
  }
  return best;
}

std::string cut(std::string_view text) {
  if (text.size() <= kSampleBytesMax) return std::string(text);
  std::size_t end = kSampleBytesMax;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "\u2026";
}

std::vector<std::string> samples_of(const Table& table, std::size_t column) {
  std::vector<std::string> samples;
  const std::size_t rows = std::min(table.row_count(), kSampleRows);
  for (std::size_t row = 0; row < rows && samples.size() < kSamplesShown; ++row) {
    std::string value = cut(table.field(row, column));
    if (!value.empty() && std::ranges::find(samples, value) == samples.end())
      samples.push_back(std::move(value));
  }
  return samples;
}

std::string sentence_of(const Guess& guess, ImportSource source, const ImportField* field) {
  switch (guess.why) {
    case GuessWhy::kSource:
      return fmt::format("{} calls it so",
                         source == ImportSource::kSalesforce ? "Salesforce" : "HubSpot");
    case GuessWhy::kFieldName:
      return "The header is the field's name";
    case GuessWhy::kOwnField:
      return fmt::format("Your own field {} is called so",
                         in_quotes(field == nullptr ? "" : field->label));
    case GuessWhy::kHeader:
      return "The header is called so";
    case GuessWhy::kHeaderPart:
      return "The header is called so, but for what stands in brackets";
    case GuessWhy::kValues:
      return "Its values look so";
    case GuessWhy::kTaken:
      return fmt::format("Another column fits {} better", guess.target);
    case GuessWhy::kNoUse:
      return "Nothing of it is kept here";
    case GuessWhy::kUnknown:
      return "No field is called so";
  }
  assert(false);
  return {};
}

}  // namespace

std::string_view name_of(GuessWhy why) { return kWhyNames[static_cast<std::size_t>(why)]; }

std::optional<ObjectKind> object_of_id(std::string_view id) {
  const std::size_t line = id.find('_');
  if (line == std::string_view::npos) return salesforce_object_of(id);
  for (const ObjectSpec& object : all_objects())
    if (RecordId::parse(object.kind, id)) return object.kind;
  return std::nullopt;
}

FileGuess guess_file(const Table& table, std::span<const ImportSchema> schemas,
                     std::optional<ObjectKind> object) {
  assert(schemas.size() == kObjectCount || schemas.size() == kImportObjectCount);
  FileGuess file;
  file.source = source_of(table);
  file.object = object ? object : object_guess(table, schemas, file.source);
  std::vector<Guess> guesses(table.column_count());
  const ImportSchema* schema =
      file.object ? &schemas[static_cast<std::size_t>(*file.object)] : nullptr;
  if (schema != nullptr) {
    guesses = guesses_of(table, *schema, file.source);
    settle(guesses);
  }
  for (std::size_t c = 0; c < table.column_count(); ++c) {
    const Guess& guess = guesses[c];
    const ImportField* field = schema == nullptr ? nullptr : schema->find(guess.target);
    file.columns.push_back({.name = table.columns()[c],
                            .samples = samples_of(table, c),
                            .target = guess.why == GuessWhy::kTaken ? "" : guess.target,
                            .why = guess.why,
                            .sentence = sentence_of(guess, file.source, field)});
  }
  return file;
}

}  // namespace bailiwick::crm
