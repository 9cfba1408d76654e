// AssignmentService: the accounts that a preview counts, all of them, as CSV.
#include <algorithm>
#include <array>
#include <map>
#include <memory>

#include "alignment/scope.hpp"
#include "planning/assignment_service.hpp"
#include "planning/refusals.hpp"
#include "platform/files/csv.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::planning {
namespace {

constexpr std::array<std::string_view, 3> kPreviewLists = {"moves", "conflicts", "gaps"};
constexpr std::size_t kListPage = 1'000;  // accounts of a piece
constexpr std::array<std::string_view, 2> kAccountWords = {"external_id", "name"};

struct NamedRule {
  std::string name;
  TerritoryId territory;
};

// All that the rows of a list are made of.
struct ListSource {
  TenantId tenant;
  PreviewList list = PreviewList::kMoves;
  AssignmentPreview preview;  // with whole lists
  std::map<RuleId, NamedRule> rules;
  std::map<TerritoryId, std::string> territories;
  formula::Schema words;  // of kAccountWords those that accounts have here
  std::size_t next = 0;   // row
  bool has_header = false;

  [[nodiscard]] std::size_t size() const {
    if (list == PreviewList::kMoves) return preview.move_examples.size();
    return list == PreviewList::kConflicts ? preview.conflict_examples.size()
                                           : preview.gap_examples.size();
  }
  [[nodiscard]] AccountId account_at(std::size_t row) const {
    if (list == PreviewList::kMoves) return preview.move_examples[row].account;
    return list == PreviewList::kConflicts ? preview.conflict_examples[row].account
                                           : preview.gap_examples[row];
  }
};

std::vector<std::string> list_header(PreviewList list) {
  std::vector<std::string> header = {"account", "external_id", "name"};
  const auto add = [&](std::initializer_list<const char*> more) {
    header.insert(header.end(), more.begin(), more.end());
  };
  if (list == PreviewList::kMoves) add({"from", "from_name", "to", "to_name", "rule", "rule_name"});
  if (list == PreviewList::kConflicts)
    add({"rule", "rule_name", "territory", "territory_name", "other_rule", "other_rule_name",
         "other_territory", "other_territory_name"});
  return header;
}

void put_territory(const ListSource& source, std::optional<TerritoryId> territory,
                   std::vector<std::string>& row) {
  row.push_back(territory ? territory->text() : "");
  const auto name = territory ? source.territories.find(*territory) : source.territories.end();
  row.push_back(name == source.territories.end() ? "" : name->second);
}

void put_rule(const ListSource& source, std::optional<RuleId> rule, std::vector<std::string>& row) {
  row.push_back(rule ? rule->text() : "");
  const auto found = rule ? source.rules.find(*rule) : source.rules.end();
  row.push_back(found == source.rules.end() ? "" : found->second.name);
}

std::vector<std::string> cells_of(const ListSource& source, std::size_t at) {
  std::vector<std::string> row;
  if (source.list == PreviewList::kMoves) {
    const PreviewMove& move = source.preview.move_examples[at];
    put_territory(source, move.from, row);
    put_territory(source, move.to, row);
    put_rule(source, move.rule, row);
  } else if (source.list == PreviewList::kConflicts) {
    const PreviewConflict& conflict = source.preview.conflict_examples[at];
    for (const RuleId rule : {conflict.rule, conflict.other}) {
      put_rule(source, rule, row);
      const auto found = source.rules.find(rule);
      put_territory(
          source,
          found == source.rules.end() ? std::nullopt : std::optional(found->second.territory), row);
    }
  }
  return row;
}

void append_row(std::string& out, const std::vector<std::string>& fields) {
  const std::vector<std::string_view> views(fields.begin(), fields.end());
  platform::files::append_csv_row(out, views);
}

using WordsOfAccounts = std::map<AccountId, std::array<std::string, 2>>;

Result<WordsOfAccounts> account_words(const AccountSource& accounts, const ListSource& source,
                                      std::vector<AccountId> ids) {
  std::ranges::sort(ids);
  WordsOfAccounts found;
  const auto read = accounts.each_batch_of_ids(
      source.tenant, source.words, ids, [&](const AccountBatch& batch) -> Result<void> {
        for (std::size_t row = 0; row < batch.ids.size(); ++row)
          for (std::size_t f = 0; f < source.words.fields.size(); ++f) {
            const auto* const at = std::ranges::find(kAccountWords, source.words.fields[f].name);
            found[batch.ids[row]][static_cast<std::size_t>(at - kAccountWords.begin())] =
                text_at(batch.rows.columns[f], row).value_or("");
          }
        return {};
      });
  if (!read) return tl::unexpected(read.error());
  return found;
}

// The next rows; false at the end, and where accounts cannot be read any more.
bool next_piece(const AccountSource& accounts, ListSource& source, std::string& piece) {
  piece.clear();
  if (!source.has_header) append_row(piece, list_header(source.list));
  source.has_header = true;
  const std::size_t end = std::min(source.size(), source.next + kListPage);
  std::vector<AccountId> ids;
  for (std::size_t row = source.next; row < end; ++row) ids.push_back(source.account_at(row));
  const auto words = account_words(accounts, source, std::move(ids));
  if (!words) return false;
  for (; source.next < end; ++source.next) {
    const AccountId account = source.account_at(source.next);
    std::vector<std::string> cells = {account.text(), "", ""};
    if (const auto known = words->find(account); known != words->end())
      std::ranges::copy(known->second, cells.begin() + 1);
    const auto more = cells_of(source, source.next);
    cells.insert(cells.end(), more.begin(), more.end());
    append_row(piece, cells);
  }
  return !piece.empty();
}

}  // namespace

std::string_view name_of(PreviewList list) { return kPreviewLists[static_cast<std::size_t>(list)]; }

std::optional<PreviewList> parse_preview_list(std::string_view word) {
  const auto* const found = std::ranges::find(kPreviewLists, word);
  if (found == kPreviewLists.end()) return std::nullopt;
  return static_cast<PreviewList>(found - kPreviewLists.begin());
}

Checked<AssignmentService::Pieces> AssignmentService::preview_rows(const Principal& principal,
                                                                   PreviewList list,
                                                                   LocalDate on) const {
  const TenantId tenant = principal.tenant;
  const auto may =
      platform::identity::require(principal, platform::identity::Permission::kPlansManage);
  if (!may) return fail(Errors{may.error()});
  const auto made = ready(tenant, "", on, Fields::kRead);
  if (!made) return fail(made.error());
  if (const auto fits = check_day(tenant, *made, on); !fits) return fail(Errors{fits.error()});
  auto preview = preview_of(tenant, *made, on, SIZE_MAX);
  if (!preview) return fail(std::move(preview.error()));
  const auto source = std::make_shared<ListSource>();
  source->tenant = tenant;
  source->list = list;
  source->preview = std::move(*preview);
  for (const BookRule& rule : made->book.rules)
    source->rules.emplace(rule.rule.id, NamedRule{rule.rule.name, rule.rule.territory});
  auto names = parts_.planning.database.read([&](platform::db::Connection& connection) {
    return alignment::all_territory_names(connection, tenant);
  });
  if (!names) return fail(Errors{names.error()});
  source->territories = std::move(*names);
  const auto schema = parts_.accounts.schema(tenant);
  if (!schema) return fail(Errors{schema.error()});
  for (const formula::Field& field : schema->fields)
    if (std::ranges::find(kAccountWords, field.name) != kAccountWords.end())
      source->words.fields.push_back(field);
  return Pieces([&accounts = parts_.accounts, source](std::string& piece) {
    return next_piece(accounts, *source, piece);
  });
}

}  // namespace bailiwick::planning
