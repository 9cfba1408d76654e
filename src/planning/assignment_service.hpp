// Assignment rules: what people do with them. A draft is changed, previewed and activated; an account is explained.
//
// plans.read reads; plans.manage changes the draft and previews it; activating needs territories.manage too. Everything that changes something is told to
// the audit log and, as rule_set.updated {id, state}, to those who may read plans. Thread-safe.
// Errors: I001; P053 a name; P060 there is no such rule or set (kNotFound), P062 a condition that is empty, too long or no postal code, P063 a priority
// out of range, P064 the set has changed or is no draft (kConflict), P065 a rule changed since it was read (kPrecondition), P066 too many rules
// (kLimit), P067 there is no active set (kConflict), P068 no such account (kNotFound), P069 no such territory, P147 a day on which no territory of the rules is in the tree, P148 a rule that names accounts that are not there, P149 a country that is none; those of compile_rules and
// of AlignmentService.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "alignment/service.hpp"
#include "base/result.hpp"
#include "planning/assignment_model.hpp"
#include "planning/assignment_why.hpp"
#include "planning/newcomer_memory.hpp"
#include "planning/rule_notes.hpp"
#include "planning/service.hpp"

namespace bailiwick::planning {

// The kind of job that activates a set; its payload is {"set", "version", "valid_from"}.
inline constexpr std::string_view kAssignKind = "planning.assign";
// The kind that looks for newcomers, while a set is active: accounts of whose own territory nothing was said yet.
inline constexpr std::string_view kNewcomersKind = "planning.newcomers";
inline constexpr std::int64_t kNewcomersPauseSeconds = 60;  // between two looks
inline constexpr std::int64_t kNewcomersOverlapSeconds =
    600;  // an account is written some time before its transaction ends

struct RulesOfSet {
  std::optional<RuleSet> set;
  std::vector<AssignmentRule> rules;
};

struct TerritoryShift {
  TerritoryId territory;
  std::int64_t now = 0;
  std::int64_t then = 0;
  std::int64_t gained = 0;
  std::int64_t lost = 0;
};
struct PreviewConflict {
  AccountId account;
  RuleId rule;
  RuleId other;
};
inline constexpr std::size_t kExamplesMax = 100;
struct PreviewMove {
  AccountId account;
  std::optional<TerritoryId> from;
  std::optional<TerritoryId> to;
  std::optional<RuleId> rule;
};
struct AssignmentPreview {
  RuleSetId set;
  std::int64_t accounts = 0;
  std::int64_t gaps = 0;
  std::int64_t conflicts = 0;
  std::int64_t moves = 0;
  std::int64_t overlays = 0;
  std::vector<TerritoryShift> territories;
  std::vector<std::pair<RuleId, RuleFigures>> rules;
  std::vector<AccountId> gap_examples;  // the first kExamplesMax of each
  std::vector<PreviewConflict> conflict_examples;
  std::vector<PreviewMove> move_examples;
  std::vector<RuleNote> notes;
};

// What a preview has examples of, as a whole.
enum class PreviewList { kMoves, kConflicts, kGaps };
[[nodiscard]] std::string_view name_of(PreviewList list);  // "moves", "conflicts", "gaps"
[[nodiscard]] std::optional<PreviewList> parse_preview_list(std::string_view word);

struct AccountWhy {
  AccountId account;
  RuleSetId set;
  RuleBook book;  // that `why` points into
  Why why;
  std::optional<alignment::AccountAlignment> aligned;  // its own territory, that day
};

// Beyond those of plans; they outlive the service.
struct AssignmentParts {
  PlanningParts planning;
  const alignment::AlignmentService& alignment;
  const AccountSource& accounts;
};

class AssignmentService {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;

  explicit AssignmentService(const AssignmentParts& parts) : parts_(parts) {}

  // "draft", "active", an id, or empty: the draft, else the active one, else none. By precedence in the tree of today.
  [[nodiscard]] Result<RulesOfSet> rules(const Principal& principal, std::string_view set) const;
  [[nodiscard]] Result<std::vector<RuleSet>> sets(const Principal& principal) const;
  // In the draft; the first change makes it.
  [[nodiscard]] Checked<AssignmentRule> add(const Principal& principal, AssignmentRule rule) const;
  // All parts of it; its version is the one that was read.
  [[nodiscard]] Checked<AssignmentRule> change(const Principal& principal,
                                               const AssignmentRule& rule) const;
  Result<void> remove(const Principal& principal, RuleId rule, std::int64_t version) const;
  // The draft goes to the archive.
  Result<void> give_up(const Principal& principal, RuleSetId set) const;

  [[nodiscard]] Checked<AssignmentPreview> preview(const Principal& principal, LocalDate on) const;
  // All accounts that the preview would have as examples of that list, as CSV in pieces; it is run anew.
  using Pieces = std::function<bool(std::string& piece)>;
  [[nodiscard]] Checked<Pieces> preview_rows(const Principal& principal, PreviewList list,
                                             LocalDate on) const;
  [[nodiscard]] Checked<platform::jobs::Job> activate(const Principal& principal,
                                                      LocalDate valid_from) const;
  [[nodiscard]] Checked<AccountWhy> why(const Principal& principal, AccountId account,
                                        LocalDate on) const;
  // Whether there is such an account within the principal's scope; whatever their permissions.
  [[nodiscard]] Result<bool> sees_account(const Principal& principal, AccountId account) const;
  [[nodiscard]] LocalDate today() const { return utc_date(parts_.planning.clock()); }

  // For routing, whoever asks. The tree of a day, parents before children; and the active rules made ready for it: nothing where none are active, or where
  // they do not fit the fields of accounts any more.
  [[nodiscard]] Result<std::vector<TerritoryPlace>> tree_on(TenantId tenant, LocalDate day) const;
  [[nodiscard]] Result<std::optional<RuleBook>> active_book(
      TenantId tenant, const formula::Schema& accounts, std::span<const TerritoryPlace> tree) const;

  // For the job. All moves are made here, and written by save() in the transaction that ends the job.
  struct Activation {
    RuleSet set;
    std::optional<std::vector<AssignmentRule>> rules;  // of a set that is stored with the moves
    LocalDate valid_from;
    std::vector<alignment::AccountMove> moves;
    std::int64_t accounts = 0;
    std::int64_t gaps = 0;
    std::vector<RuleNote> notes = {};
  };
  using OnCount = std::function<void(std::int64_t accounts)>;
  [[nodiscard]] Checked<Activation> prepare(const platform::jobs::Job& job,
                                            const OnCount& on_count) const;
  Result<alignment::AccountsAligned> save(Connection& connection, const platform::jobs::Job& job,
                                          const Activation& activation) const;
  // For the job that looks for newcomers. Gives those that came since then to the territories that the active rules say, from today on or from the day on which
  // the set comes into force, whichever is later; all others stay where they are. Those that no rule wins are not looked at again until they, the rules, the fields of
  // accounts, the tree or the day have changed. When to look again; nothing where no set is active.
  using IsStopping = std::function<bool()>;
  [[nodiscard]] Result<std::optional<Instant>> place_newcomers(TenantId tenant, Instant since,
                                                               const IsStopping& is_stopping) const;
  // For housekeeping: has newcomers looked for, whenever they came, in each company with an active set.
  Result<void> await_all_newcomers() const;

  // Inside a transaction of the caller: `now` goes to the archive, and what was active before it, if anything was, is active again.
  Result<void> go_back(Connection& connection, const Principal& principal, RuleSetId now,
                       std::optional<RuleSetId> before) const;

  // For plans that become active: rules that are stored nowhere yet, on a tree with territories that are still to come.
  struct UnstoredRules {
    RuleSet set;
    std::vector<AssignmentRule> rules;
    std::vector<TerritoryPlace> added;
  };
  [[nodiscard]] Checked<AssignmentPreview> preview(TenantId tenant, const UnstoredRules& rules,
                                                   LocalDate on) const;
  [[nodiscard]] Checked<Activation> prepare(TenantId tenant, const UnstoredRules& rules,
                                            LocalDate valid_from, const OnCount& on_count) const;
  // Puts these units rules into the draft, if there is one, in place of those for the same country.
  Result<void> renew_draft(Connection& connection, const Principal& principal,
                           std::span<const AssignmentRule> units_rules) const;

 private:
  struct Ready {
    RuleSet set;
    RuleBook book;
    std::vector<TerritoryId> out_of_tree;  // of the open rules, where none of them is in the tree
  };
  // P147.
  [[nodiscard]] Result<void> check_day(TenantId tenant, const Ready& made, LocalDate on) const;
  // At the latest then.
  Result<void> await_newcomers(Connection& connection, TenantId tenant, Instant at) const;
  // All that decides where a newcomer belongs, but for its own fields.
  [[nodiscard]] Result<std::string> newcomer_conditions(TenantId tenant, const RuleSet& set,
                                                        LocalDate from) const;
  Result<void> place(TenantId tenant, std::span<const alignment::AccountMove> moves,
                     LocalDate from) const;
  [[nodiscard]] Result<RulesOfSet> read_rules(TenantId tenant, std::string_view set) const;
  // Of all fields of accounts, or of those alone that the rules read: a million accounts are then read several times as fast.
  enum class Fields { kAll, kRead };
  [[nodiscard]] Checked<Ready> ready(TenantId tenant, std::string_view set, LocalDate on,
                                     Fields fields) const;
  [[nodiscard]] Checked<Ready> ready(TenantId tenant, const UnstoredRules& rules, LocalDate on,
                                     Fields fields) const;
  // `examples`: of each list at most so many.
  [[nodiscard]] Checked<AssignmentPreview> preview_of(TenantId tenant, const Ready& made,
                                                      LocalDate on,
                                                      std::size_t examples = kExamplesMax) const;
  [[nodiscard]] Checked<Activation> activation_of(TenantId tenant, const Ready& made,
                                                  LocalDate valid_from,
                                                  const OnCount& on_count) const;
  [[nodiscard]] Result<AssignmentOutcome> run(TenantId tenant, const RuleBook& book,
                                              const OnCount& on_count) const;
  // Of rules that were run; the company's layers are read where rules name postal codes.
  [[nodiscard]] Result<std::vector<RuleNote>> notes(TenantId tenant, const RuleBook& book,
                                                    const AssignmentOutcome& outcome) const;
  // `before`: as it was stored; of a condition that is the same no advice is given, nor is what it names looked for, so that it can always be closed.
  [[nodiscard]] Result<Errors> mistakes_of(const Principal& principal, const AssignmentRule& rule,
                                           const AssignmentRule* before) const;
  [[nodiscard]] Result<RuleSet> draft_in(Connection& connection, const Principal& principal) const;
  Result<void> touch(Connection& connection, const Principal& principal, const RuleSet& set,
                     platform::audit::Word action, const std::string& subject) const;

  AssignmentParts parts_;
  std::shared_ptr<NewcomerMemory> newcomers_ = std::make_shared<NewcomerMemory>();
};

}  // namespace bailiwick::planning
