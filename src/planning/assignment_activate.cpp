// AssignmentService: what rules do to accounts: the preview, the activation and its job, and why.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include <fmt/core.h>

#include "planning/assignment_service.hpp"
#include "planning/assignment_store.hpp"
#include "planning/refusals.hpp"
#include "planning/rule_codes.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::planning {
namespace {

namespace db = platform::db;
namespace identity = platform::identity;
namespace jobs = platform::jobs;
using identity::Permission;

Error no_active_set() {
  return {ErrorCode::kConflict, "P067",
          "No rules are active yet: write some and activate them, then ask again."};
}

using Alignment = std::unordered_map<AccountId, TerritoryId>;

Result<Alignment> alignment_on(db::Database& database, TenantId tenant, LocalDate day) {
  return database.read([&](db::Connection& connection) -> Result<Alignment> {
    Alignment aligned;
    const auto read = alignment::each_account_territory(
        connection, tenant, day,
        [&](AccountId account, TerritoryId territory) { aligned.emplace(account, territory); });
    if (!read) return tl::unexpected(read.error());
    return aligned;
  });
}

struct Winner {
  std::optional<TerritoryId> territory;
  std::optional<RuleId> rule;
};

Winner winner_of(const RuleBook& book, std::int32_t winner) {
  if (winner == kNoRule) return {};
  const AssignmentRule& rule = book.rules[static_cast<std::size_t>(winner)].rule;
  return {.territory = rule.territory, .rule = rule.id};
}

struct Against {
  const Alignment& aligned;
  std::size_t examples = kExamplesMax;  // of each list
};
void compare(const RuleBook& book, const AssignmentOutcome& outcome, const Against& against,
             AssignmentPreview& preview) {
  const Alignment& aligned = against.aligned;
  std::map<TerritoryId, TerritoryShift> shifts;
  for (std::size_t i = 0; i < outcome.accounts.size(); ++i) {
    const AccountId account = outcome.accounts[i];
    const Winner winner = winner_of(book, outcome.winners[i]);
    const auto at = aligned.find(account);
    const auto from = at == aligned.end() ? std::nullopt : std::optional(at->second);
    if (from) ++shifts[*from].now;
    if (winner.territory) ++shifts[*winner.territory].then;
    if (!winner.territory && preview.gap_examples.size() < against.examples)
      preview.gap_examples.push_back(account);
    if (from == winner.territory) continue;
    ++preview.moves;
    if (from) ++shifts[*from].lost;
    if (winner.territory) ++shifts[*winner.territory].gained;
    if (preview.move_examples.size() < against.examples)
      preview.move_examples.push_back(
          {.account = account, .from = from, .to = winner.territory, .rule = winner.rule});
  }
  for (auto& [territory, shift] : shifts) {
    shift.territory = territory;
    preview.territories.push_back(shift);
  }
}

// Each account to its winner; overlays as the rules have them, those of before that no rule gives any more ended.
Result<std::vector<alignment::AccountMove>> moves_of(db::Database& database, TenantId tenant,
                                                     const RuleBook& book,
                                                     const AssignmentOutcome& outcome,
                                                     LocalDate from) {
  std::vector<alignment::AccountMove> moves;
  moves.reserve(outcome.accounts.size() + outcome.overlays.size());
  for (std::size_t i = 0; i < outcome.accounts.size(); ++i) {
    const Winner winner = winner_of(book, outcome.winners[i]);
    moves.push_back({.account = outcome.accounts[i],
                     .territory = winner.territory,
                     .overlay = {},
                     .rule = winner.rule ? winner.rule->text() : std::string()});
  }
  std::set<std::pair<AccountId, TerritoryId>> given;
  for (const AccountOverlay& overlay : outcome.overlays) {
    const AssignmentRule& rule = book.rules[overlay.rule].rule;
    given.emplace(overlay.account, rule.territory);
    moves.push_back({.account = overlay.account,
                     .territory = rule.territory,
                     .overlay = rule.territory,
                     .rule = rule.id.text()});
  }
  const auto read = database.read([&](db::Connection& connection) {
    return alignment::each_account_overlay(
        connection, tenant, from, [&](AccountId account, TerritoryId territory) {
          if (!given.contains({account, territory}))
            moves.push_back({.account = account, .territory = std::nullopt, .overlay = territory});
        });
  });
  if (!read) return tl::unexpected(read.error());
  return moves;
}

// That error, of a part of the request.
Errors at_input(Error error, std::string pointer) {
  error.pointer = std::move(pointer);
  return {std::move(error)};
}

}  // namespace

Result<std::vector<TerritoryPlace>> AssignmentService::tree_on(TenantId tenant,
                                                               LocalDate day) const {
  const auto nodes = parts_.alignment.tree(system_for(tenant, {}), {.day = day});
  if (!nodes) return tl::unexpected(nodes.error());
  std::vector<TerritoryPlace> tree;
  for (const alignment::TerritoryNode& node : *nodes)
    tree.push_back({.territory = node.territory.id, .parent = node.parent});
  return tree;
}

Result<std::optional<RuleBook>> AssignmentService::active_book(
    TenantId tenant, const formula::Schema& accounts, std::span<const TerritoryPlace> tree) const {
  const auto found = read_rules(tenant, "active");
  if (!found && found.error().code == ErrorCode::kNotFound) return std::nullopt;
  if (!found) return tl::unexpected(found.error());
  auto book = compile_rules(accounts, found->rules, tree);
  if (!book) return std::nullopt;
  return std::move(*book);
}

Checked<AssignmentService::Ready> AssignmentService::ready(TenantId tenant, std::string_view set,
                                                           LocalDate on, Fields fields) const {
  auto found = read_rules(tenant, set);
  if (!found && found.error().code == ErrorCode::kNotFound && set == "active")
    return fail(Errors{no_active_set()});
  if (!found) return fail(Errors{found.error()});
  if (!found->set) return fail(Errors{no_active_set()});
  return ready(tenant,
               UnstoredRules{.set = *found->set, .rules = std::move(found->rules), .added = {}}, on,
               fields);
}

Checked<AssignmentService::Ready> AssignmentService::ready(TenantId tenant,
                                                           const UnstoredRules& rules, LocalDate on,
                                                           Fields fields) const {
  const auto schema = parts_.accounts.schema(tenant);
  if (!schema) return fail(Errors{schema.error()});
  auto tree = tree_on(tenant, on);
  if (!tree) return fail(Errors{tree.error()});
  tree->insert(tree->end(), rules.added.begin(), rules.added.end());
  auto book = compile_rules(*schema, rules.rules, *tree);
  if (book && fields == Fields::kRead)
    book = compile_rules(fields_read_by(*book), rules.rules, *tree);
  if (!book) return fail(std::move(book.error()));
  Ready made{.set = rules.set, .book = std::move(*book), .out_of_tree = {}};
  if (made.book.rules.empty())
    for (const AssignmentRule& rule : rules.rules)
      if (rule.is_open) made.out_of_tree.push_back(rule.territory);
  return made;
}

// Such rules would leave every account without a territory. Finds the next day on which they would not, among those on which something changes.
Result<void> AssignmentService::check_day(TenantId tenant, const Ready& made, LocalDate on) const {
  const std::set<TerritoryId> named(made.out_of_tree.begin(), made.out_of_tree.end());
  if (named.empty()) return {};
  std::set<LocalDate> days;
  for (const TerritoryId territory : named) {
    const auto placed = parts_.alignment.placement_history(system_for(tenant, {}), territory);
    if (!placed && placed.error().code == ErrorCode::kNotFound) continue;
    if (!placed) return tl::unexpected(placed.error());
    for (const alignment::Placement& placement : *placed) {
      days.insert(placement.period.from);
      if (placement.period.to) days.insert(*placement.period.to);
    }
  }
  const auto refused = [&](const std::string& rest) {
    return fail(ErrorCode::kInvalidInput, "P147",
                fmt::format("On {} none of the territories of the rules is in the tree, {}",
                            to_text(on), rest));
  };
  for (auto day = days.upper_bound(on); day != days.end(); ++day) {
    const auto tree = tree_on(tenant, *day);
    if (!tree) return tl::unexpected(tree.error());
    if (std::ranges::any_of(
            *tree, [&](const TerritoryPlace& place) { return named.contains(place.territory); }))
      return refused(fmt::format(
          "so no account would have a territory: give {0}, the first day on which one of them is, "
          "or a later day.",
          to_text(*day)));
  }
  return refused("nor on any later day: give the rules territories that are in the tree.");
}

Result<AssignmentOutcome> AssignmentService::run(TenantId tenant, const RuleBook& book,
                                                 const OnCount& on_count) const {
  AssignmentRun run(book, kAssignmentThreads);
  const auto read =
      parts_.accounts.each_batch(tenant, book.program.schema(), [&](const AccountBatch& batch) {
        const auto added = run.add(batch);
        if (added && on_count) on_count(static_cast<std::int64_t>(run.outcome().accounts.size()));
        return added;
      });
  if (!read) return tl::unexpected(read.error());
  return run.outcome();
}

Checked<AssignmentPreview> AssignmentService::preview(const Principal& principal,
                                                      LocalDate on) const {
  if (const auto may = identity::require(principal, Permission::kPlansManage); !may)
    return fail(Errors{may.error()});
  const auto made = ready(principal.tenant, "", on, Fields::kRead);
  if (!made) return fail(made.error());
  if (const auto fits = check_day(principal.tenant, *made, on); !fits)
    return fail(at_input(fits.error(), "/on"));
  return preview_of(principal.tenant, *made, on);
}

Checked<AssignmentPreview> AssignmentService::preview(TenantId tenant, const UnstoredRules& rules,
                                                      LocalDate on) const {
  const auto made = ready(tenant, rules, on, Fields::kRead);
  if (!made) return fail(made.error());
  return preview_of(tenant, *made, on);
}

Checked<AssignmentPreview> AssignmentService::preview_of(TenantId tenant, const Ready& made,
                                                         LocalDate on, std::size_t examples) const {
  const auto outcome = run(tenant, made.book, nullptr);
  if (!outcome) return fail(Errors{outcome.error()});
  const auto aligned = alignment_on(parts_.planning.database, tenant, on);
  if (!aligned) return fail(Errors{aligned.error()});
  AssignmentPreview preview;
  preview.set = made.set.id;
  preview.accounts = static_cast<std::int64_t>(outcome->accounts.size());
  preview.gaps = outcome->gaps;
  preview.conflicts = static_cast<std::int64_t>(outcome->clashed.size());
  preview.overlays = static_cast<std::int64_t>(outcome->overlays.size());
  compare(made.book, *outcome, {*aligned, examples}, preview);
  for (RuleIndex i = 0; i < made.book.rules.size(); ++i)
    preview.rules.emplace_back(made.book.rules[i].rule.id, outcome->figures[i]);
  for (const AccountClash& clash : outcome->clashed)
    if (preview.conflict_examples.size() < examples)
      preview.conflict_examples.push_back({.account = clash.account,
                                           .rule = made.book.rules[clash.winner].rule.id,
                                           .other = made.book.rules[clash.other].rule.id});
  auto notes = this->notes(tenant, made.book, *outcome);
  if (!notes) return fail(Errors{notes.error()});
  preview.notes = std::move(*notes);
  return preview;
}

Result<std::vector<RuleNote>> AssignmentService::notes(TenantId tenant, const RuleBook& book,
                                                       const AssignmentOutcome& outcome) const {
  if (!does_name_codes(book)) return notes_of(book, outcome, {});
  const auto layers = parts_.planning.database.read(
      [&](db::Connection& connection) { return market::postal_layers(connection, tenant); });
  if (!layers) return tl::unexpected(layers.error());
  return notes_of(book, outcome, *layers);
}

Checked<jobs::Job> AssignmentService::activate(const Principal& principal,
                                               LocalDate valid_from) const {
  for (const Permission needed : {Permission::kPlansManage, Permission::kTerritoriesManage})
    if (const auto may = identity::require(principal, needed); !may)
      return fail(Errors{may.error()});
  const auto made = ready(principal.tenant, "", valid_from, Fields::kAll);
  if (!made) return fail(made.error());
  if (const auto fits = check_day(principal.tenant, *made, valid_from); !fits)
    return fail(at_input(fits.error(), "/valid_from"));
  const auto queued =
      parts_.planning.database.write([&](db::Connection& connection) -> Result<jobs::Job> {
        const nlohmann::json payload = {{"set", made->set.id.text()},
                                        {"version", made->set.version + 1},
                                        {"valid_from", to_text(valid_from)}};
        auto job = parts_.planning.queue.enqueue(connection, {.tenant = principal.tenant,
                                                              .created_by = principal.person,
                                                              .kind = std::string(kAssignKind),
                                                              .title = made->set.name,
                                                              .payload = payload.dump()});
        if (!job) return job;
        RuleSet set = made->set;
        set.job = job->id;
        set.valid_from = valid_from;
        const auto told = touch(connection, principal, set, "rule_set.queued", set.id.text());
        if (!told) return tl::unexpected(told.error());
        return job;
      });
  if (!queued) return fail(Errors{queued.error()});
  return *queued;
}

Checked<AssignmentService::Activation> AssignmentService::prepare(const jobs::Job& job,
                                                                  const OnCount& on_count) const {
  const auto payload = nlohmann::json::parse(job.payload, nullptr, false);
  const auto day = parse_date(payload.value("valid_from", ""));
  const LocalDate valid_from = day.value_or(today());
  const auto made = ready(job.tenant, payload.value("set", ""), valid_from, Fields::kRead);
  if (!made) return fail(made.error());
  if (made->set.version != payload.value("version", std::int64_t{0}))
    return fail(Errors{{ErrorCode::kConflict, "P064",
                        "The rules were changed since they were to be activated: activate them "
                        "again."}});
  if (const auto fits = check_day(job.tenant, *made, valid_from); !fits)
    return fail(Errors{fits.error()});
  return activation_of(job.tenant, *made, valid_from, on_count);
}

Checked<AssignmentService::Activation> AssignmentService::prepare(TenantId tenant,
                                                                  const UnstoredRules& rules,
                                                                  LocalDate valid_from,
                                                                  const OnCount& on_count) const {
  const auto made = ready(tenant, rules, valid_from, Fields::kRead);
  if (!made) return fail(made.error());
  auto activation = activation_of(tenant, *made, valid_from, on_count);
  if (activation) activation->rules = rules.rules;
  return activation;
}

Checked<AssignmentService::Activation> AssignmentService::activation_of(
    TenantId tenant, const Ready& made, LocalDate valid_from, const OnCount& on_count) const {
  const auto outcome = run(tenant, made.book, on_count);
  if (!outcome) return fail(Errors{outcome.error()});
  auto moves = moves_of(parts_.planning.database, tenant, made.book, *outcome, valid_from);
  if (!moves) return fail(Errors{moves.error()});
  auto notes = this->notes(tenant, made.book, *outcome);
  if (!notes) return fail(Errors{notes.error()});
  return Activation{.set = made.set,
                    .rules = {},
                    .valid_from = valid_from,
                    .moves = std::move(*moves),
                    .accounts = static_cast<std::int64_t>(outcome->accounts.size()),
                    .gaps = outcome->gaps,
                    .notes = std::move(*notes)};
}

Result<alignment::AccountsAligned> AssignmentService::save(Connection& connection,
                                                           const jobs::Job& job,
                                                           const Activation& activation) const {
  const Principal system = system_for(job.tenant, job.created_by);
  const auto sets = rule_store::sets(connection, job.tenant);
  if (!sets) return tl::unexpected(sets.error());
  for (const RuleSet& set : *sets) {
    if (set.state != RuleSetState::kActive || set.id == activation.set.id) continue;
    RuleSet before = set;
    before.state = RuleSetState::kArchived;
    const auto told = touch(connection, system, before, "rule_set.archived", set.id.text());
    if (!told) return tl::unexpected(told.error());
  }
  RuleSet set = activation.set;
  set.state = RuleSetState::kActive;
  if (activation.rules) {
    auto stored = rule_store::insert_set(connection, job.tenant, set, job.created_by);
    for (const AssignmentRule& rule : *activation.rules)
      if (stored) stored = rule_store::insert_rule(connection, {job.tenant, set.id}, rule);
    if (!stored) return tl::unexpected(stored.error());
  }
  set.valid_from = activation.valid_from;
  set.activated_at = parts_.planning.clock();
  const auto told = touch(connection, system, set, "rule_set.activated", set.id.text());
  if (!told) return tl::unexpected(told.error());
  const auto awaited = await_newcomers(
      connection, job.tenant, parts_.planning.clock().plus_seconds(kNewcomersPauseSeconds));
  if (!awaited) return tl::unexpected(awaited.error());
  return parts_.alignment.align_accounts(
      system, activation.moves,
      {.period = {.from = activation.valid_from, .to = std::nullopt},
       .reason = alignment::AlignmentReason::kRule});
}

Result<void> AssignmentService::go_back(Connection& connection, const Principal& principal,
                                        RuleSetId now, std::optional<RuleSetId> before) const {
  const auto sets = rule_store::sets(connection, principal.tenant);
  if (!sets) return tl::unexpected(sets.error());
  // First the one that goes: one is active at a time.
  for (const bool is_going : {true, false})
    for (RuleSet set : *sets) {
      if (is_going ? set.id != now : set.id != before) continue;
      set.state = is_going ? RuleSetState::kArchived : RuleSetState::kActive;
      const auto told =
          is_going ? touch(connection, principal, set, "rule_set.archived", set.id.text())
                   : touch(connection, principal, set, "rule_set.activated", set.id.text());
      if (!told) return told;
    }
  return {};
}

Result<void> AssignmentService::renew_draft(Connection& connection, const Principal& principal,
                                            std::span<const AssignmentRule> units_rules) const {
  const auto sets = rule_store::sets(connection, principal.tenant);
  if (!sets) return tl::unexpected(sets.error());
  const auto draft = std::ranges::find(*sets, RuleSetState::kDraft, &RuleSet::state);
  if (draft == sets->end() || units_rules.empty()) return {};
  const rule_store::SetKey key{principal.tenant, draft->id};
  const auto rules = rule_store::rules(connection, key);
  if (!rules) return tl::unexpected(rules.error());
  const auto& country = std::get<UnitsCondition>(units_rules.front().condition).country;
  for (const AssignmentRule& rule : *rules) {
    if (!is_units_rule_of(rule, country)) continue;
    const auto gone = rule_store::delete_rule(connection, key, rule.id, rule.version);
    if (!gone) return tl::unexpected(gone.error());
  }
  for (const AssignmentRule& rule : units_rules)
    if (const auto added = rule_store::insert_rule(connection, key, rule); !added) return added;
  return touch(connection, principal, *draft, "rule_set.renewed", draft->id.text());
}

Result<bool> AssignmentService::sees_account(const Principal& principal, AccountId account) const {
  const auto schema = parts_.accounts.schema(principal.tenant);
  if (!schema) return tl::unexpected(schema.error());
  const auto row = parts_.accounts.row(principal, *schema, account);
  if (!row) return tl::unexpected(row.error());
  return row->has_value();
}

Checked<AccountWhy> AssignmentService::why(const Principal& principal, AccountId account,
                                           LocalDate on) const {
  if (const auto may = identity::require(principal, Permission::kTerritoriesRead); !may)
    return fail(Errors{may.error()});
  const auto schema = parts_.accounts.schema(principal.tenant);
  if (!schema) return fail(Errors{schema.error()});
  const auto row = parts_.accounts.row(principal, *schema, account);
  if (!row) return fail(Errors{row.error()});
  if (!*row)
    return fail(Errors{{ErrorCode::kNotFound, "P068",
                        "There is no such account in your company, or not within your scope."}});
  auto made = ready(principal.tenant, "active", on, Fields::kAll);
  if (!made) return fail(std::move(made.error()));
  auto why = explain_assignment(made->book, account, **row);
  if (!why) return fail(Errors{why.error()});
  const auto aligned =
      parts_.alignment.account_territory(system_for(principal.tenant, {}), account, {.day = on});
  if (!aligned) return fail(Errors{aligned.error()});
  AccountWhy told{.account = account,
                  .set = made->set.id,
                  .book = std::move(made->book),
                  .why = std::move(*why),
                  .aligned = {}};
  if (!aligned->empty() && !aligned->front().overlay) told.aligned = aligned->front();
  return told;
}

}  // namespace bailiwick::planning
