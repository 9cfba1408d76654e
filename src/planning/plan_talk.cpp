#include "planning/plan_talk.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "planning/board_store.hpp"
#include "planning/refusals.hpp"
#include "platform/identity/environment.hpp"

namespace bailiwick::planning {
namespace {

namespace identity = platform::identity;
namespace threads = platform::threads;
using identity::Permission;
using threads::About;
using threads::Comment;
using threads::Forum;

constexpr std::string_view kPlanKind = "plan";
constexpr std::string_view kAccountKind = "account";
constexpr std::int64_t kEachKind = 100;

Error no_plan(PlanId plan) {
  return {ErrorCode::kNotFound, "P050", fmt::format("There is no plan {}.", plan.text())};
}

Matter matter_of(const Proposal& proposal, MatterKind kind) {
  Matter matter{.kind = kind,
                .plan = proposal.plan,
                .plan_name = {},
                .at = proposal.decided ? proposal.decided->at : proposal.at,
                .by = proposal.decided ? proposal.decided->by : proposal.by,
                .proposal = proposal.id,
                .text = proposal.reason.value_or(""),
                .state = proposal.state};
  if (proposal.decided) {
    matter.text = proposal.decided->reason.value_or("");
    if (proposal.decided->by_rule) matter.by = {};
  }
  return matter;
}

Matter matter_of(const Comment& comment, MatterKind kind) {
  return {.kind = kind,
          .plan = PlanId(comment.subject.id),
          .plan_name = {},
          .at = comment.at,
          .by = comment.by,
          .comment = comment.id,
          .text = comment.text};
}

// Plans in review that somebody else sent there.
Result<void> add_reviews(platform::db::Connection& connection, const identity::Principal& principal,
                         std::vector<Matter>& matters) {
  const auto plans = store::plans_in(connection, principal.tenant, PlanState::kInReview, kEachKind);
  if (!plans) return tl::unexpected(plans.error());
  for (const Plan& plan : *plans) {
    const auto sent = board_store::last_state_change(connection, {principal.tenant, plan.id});
    if (!sent) return tl::unexpected(sent.error());
    if (!*sent || (*sent)->by == principal.person) continue;
    matters.push_back({.kind = MatterKind::kReview,
                       .plan = plan.id,
                       .plan_name = plan.name,
                       .at = (*sent)->at,
                       .by = (*sent)->by,
                       .text = (*sent)->reason.value_or("")});
  }
  return {};
}

// Proposals to decide, decisions to know of, windows that close.
Result<void> add_proposals(platform::db::Connection& connection,
                           const identity::Principal& principal, Instant now,
                           std::vector<Matter>& matters) {
  const auto add = [&](const Result<std::vector<Proposal>>& found,
                       MatterKind kind) -> Result<void> {
    if (!found) return tl::unexpected(found.error());
    for (const Proposal& proposal : *found) matters.push_back(matter_of(proposal, kind));
    return {};
  };
  if (principal.may(Permission::kPlansManage))
    if (const auto done = add(proposal_store::open_of_others(connection, principal.tenant,
                                                             principal.person, kEachKind),
                              MatterKind::kProposal);
        !done)
      return done;
  if (const auto done =
          add(proposal_store::decided_of(connection, principal.tenant, principal.person,
                                         now.plus_seconds(-kDecisionTold_s), kEachKind),
              MatterKind::kDecision);
      !done)
    return done;
  const auto windows = proposal_store::windows_without(connection, principal.tenant,
                                                       principal.person, now, kEachKind);
  if (!windows) return tl::unexpected(windows.error());
  for (const proposal_store::OpenWindow& open : *windows)
    matters.push_back({.kind = MatterKind::kWindow,
                       .plan = open.plan,
                       .plan_name = {},
                       .at = now,
                       .until = open.window.closes_at});
  return {};
}

// Names of plans, and no matters of plans that are gone.
Result<void> name_plans(platform::db::Connection& connection, TenantId tenant,
                        std::vector<Matter>& matters) {
  std::map<PlanId, std::string> names;
  for (Matter& matter : matters) {
    if (!matter.plan_name.empty()) continue;
    const auto [known, is_new] = names.try_emplace(matter.plan);
    if (is_new) {
      const auto plan = store::plan(connection, {tenant, matter.plan});
      if (!plan) return tl::unexpected(plan.error());
      if (*plan) known->second = (*plan)->name;
    }
    matter.plan_name = known->second;
  }
  std::erase_if(matters, [](const Matter& matter) { return matter.plan_name.empty(); });
  return {};
}

// With the plans of today; nothing of plans that are gone.
Result<std::vector<AccountComment>> with_plans(platform::db::Connection& connection,
                                               TenantId tenant, std::vector<Comment>& comments) {
  std::map<PlanId, std::optional<Plan>> plans;
  std::vector<AccountComment> all;
  all.reserve(comments.size());
  for (Comment& comment : comments) {
    const PlanId id(comment.subject.id);
    const auto [known, is_new] = plans.try_emplace(id);
    if (is_new) {
      auto plan = store::plan(connection, {tenant, id});
      if (!plan) return tl::unexpected(plan.error());
      known->second = std::move(*plan);
    }
    if (const auto& plan = known->second; plan)
      all.push_back({std::move(comment), plan->name, plan->state});
  }
  return all;
}

}  // namespace

std::string_view name_of(MatterKind kind) {
  switch (kind) {
    case MatterKind::kReview:
      return "review";
    case MatterKind::kMention:
      return "mention";
    case MatterKind::kProposal:
      return "proposal";
    case MatterKind::kWindow:
      return "window";
    case MatterKind::kAnswer:
      return "answer";
    case MatterKind::kDecision:
      return "decision";
  }
  return {};
}

// Only accounts have a scope narrower than the plan's.
Result<bool> PlanTalk::sees(const Principal& principal, const About& about) const {
  if (about.kind != kAccountKind) return true;
  const auto account = alignment::AccountId::parse(about.id);
  if (!account) return false;
  const auto found =
      alignment_.account_territory(principal, *account, {.day = utc_date(parts_.clock())});
  if (found) return true;
  if (found.error().code == ErrorCode::kNotFound || found.error().code == ErrorCode::kForbidden)
    return false;
  return tl::unexpected(found.error());
}

Result<Forum> PlanTalk::forum(const Principal& principal, PlanId plan) const {
  if (const auto may = identity::require(principal, Permission::kPlansRead); !may)
    return tl::unexpected(may.error());
  const auto stored = parts_.database.read([&](Connection& connection) {
    return store::plan(connection, {principal.tenant, plan});
  });
  if (!stored) return tl::unexpected(stored.error());
  if (!*stored) return tl::unexpected(no_plan(plan));
  return Forum{.subject = {std::string(kPlanKind), plan.uuid()},
               .subject_text = plan.text(),
               .permission = Permission::kPlansRead,
               .event = "plan.discussed",
               .sees = [this, principal](const About& about) { return sees(principal, about); },
               .only_for =
                   [](const About& about) {
                     return about.kind == kAccountKind ? std::optional(Permission::kPlansManage)
                                                       : std::nullopt;
                   }};
}

Checked<void> PlanTalk::is_there(const Principal& principal, PlanId plan,
                                 const About& about) const {
  const auto refused = [&] {
    return refuse(ErrorCode::kInvalidInput, "P138",
                  fmt::format("There is no {} \"{}\" here to talk about.", about.kind, about.id),
                  "/id");
  };
  if (about.kind.empty()) return {};
  if (about.kind == kAccountKind) {
    const auto account = alignment::AccountId::parse(about.id);
    if (!account) return refused();
    const auto seen = assignment_.sees_account(principal, *account);
    if (!seen) return fail(as_list(seen.error()));
    return *seen ? Checked<void>() : refused();
  }
  const auto desk = desks_.open(principal.tenant, plan);
  if (!desk) return fail(desk.error());
  const Desk& now = **desk;
  const bool is_known =
      about.kind == "unit"
          ? now.ground->lookup->find_exact(about.id).has_value()
          : std::ranges::any_of(now.board.territories, [&](const BoardTerritory& territory) {
              return territory.id.text() == about.id;
            });
  return is_known ? Checked<void>() : refused();
}

Result<std::vector<Comment>> PlanTalk::comments(const Principal& principal, PlanId plan,
                                                const Filter& filter) const {
  const auto place = forum(principal, plan);
  if (!place) return tl::unexpected(place.error());
  auto found = threads_.comments(principal, *place);
  if (!found) return found;
  std::vector<threads::CommentId> settled;
  for (const Comment& comment : *found)
    if (comment.resolved) settled.push_back(comment.id);
  std::erase_if(*found, [&](const Comment& comment) {
    if (filter.about && (comment.about.kind != filter.about->kind ||
                         (!filter.about->id.empty() && comment.about.id != filter.about->id)))
      return true;
    const bool is_settled = std::ranges::find(settled, comment.root) != settled.end();
    return filter.is_resolved && *filter.is_resolved != is_settled;
  });
  return found;
}

Result<std::vector<AccountComment>> PlanTalk::comments_about(const Principal& principal,
                                                             AccountId account) const {
  auto said = threads_.about(principal, Permission::kPlansRead,
                             {.subject_kind = std::string(kPlanKind),
                              .about = {.kind = std::string(kAccountKind), .id = account.text()}});
  if (!said) return tl::unexpected(said.error());
  const auto seen = assignment_.sees_account(principal, account);
  if (!seen) return tl::unexpected(seen.error());
  if (!*seen)
    return fail(ErrorCode::kNotFound, "P068",
                "There is no such account in your company, or not within your scope.");
  return parts_.database.read(
      [&](Connection& connection) { return with_plans(connection, principal.tenant, *said); });
}

Checked<Comment> PlanTalk::say(const Principal& principal, PlanId plan,
                               threads::NewComment comment) const {
  const auto place = forum(principal, plan);
  if (!place) return fail(as_list(place.error()));
  if (!comment.answers)
    if (const auto there = is_there(principal, plan, comment.about); !there)
      return fail(there.error());
  return threads_.add(principal, *place, comment);
}

Checked<Comment> PlanTalk::edit(const Principal& principal, PlanId plan, CommentId comment,
                                const std::string& text) const {
  const auto place = forum(principal, plan);
  if (!place) return fail(as_list(place.error()));
  return threads_.edit(principal, *place, comment, text);
}

Result<void> PlanTalk::withdraw(const Principal& principal, PlanId plan, CommentId comment) const {
  const auto place = forum(principal, plan);
  if (!place) return tl::unexpected(place.error());
  return threads_.withdraw(principal, *place, comment);
}

Result<Comment> PlanTalk::resolve(const Principal& principal, PlanId plan, CommentId comment,
                                  bool is_resolved) const {
  const auto place = forum(principal, plan);
  if (!place) return tl::unexpected(place.error());
  return threads_.resolve(principal, *place, comment, is_resolved);
}

Result<void> PlanTalk::tell_presence(Connection& connection, TenantId tenant, PlanId plan) const {
  return parts_.outbox.emit(connection, {.tenant = tenant,
                                         .name = "plan.present",
                                         .audience = {.permission = Permission::kPlansRead},
                                         .data = nlohmann::json{{"id", plan.text()}}.dump()});
}

Result<std::vector<Presence>> PlanTalk::be_present(const Principal& principal, PlanId plan,
                                                   const About& about) const {
  if (const auto place = forum(principal, plan); !place) return tl::unexpected(place.error());
  const store::PlanKey key{principal.tenant, plan};
  const Instant now = parts_.clock();
  const Instant since = now.plus_seconds(-kPresenceSeconds);
  return parts_.database.write([&](Connection& connection) -> Result<std::vector<Presence>> {
    const auto gone = proposal_store::forget_before(connection, key, since);
    if (!gone) return tl::unexpected(gone.error());
    const auto before = proposal_store::presence_of(connection, key, principal.person);
    if (!before) return tl::unexpected(before.error());
    const bool is_news =
        *gone > 0 || !*before || (*before)->about != about.kind || (*before)->about_id != about.id;
    const auto put = proposal_store::put_presence(
        connection, key,
        {.person = principal.person, .at = now, .about = about.kind, .about_id = about.id});
    if (!put) return tl::unexpected(put.error());
    if (is_news)
      if (const auto told = tell_presence(connection, principal.tenant, plan); !told)
        return tl::unexpected(told.error());
    return proposal_store::present(connection, key, since);
  });
}

Result<void> PlanTalk::leave(const Principal& principal, PlanId plan) const {
  if (const auto place = forum(principal, plan); !place) return tl::unexpected(place.error());
  return parts_.database.write([&](Connection& connection) -> Result<void> {
    const auto left = proposal_store::leave(connection, {principal.tenant, plan}, principal.person);
    if (!left) return tl::unexpected(left.error());
    return *left > 0 ? tell_presence(connection, principal.tenant, plan) : Result<void>();
  });
}

// Mentions and answers about plans, of what the person still sees.
Result<std::vector<Matter>> PlanTalk::said(const Principal& principal) const {
  const auto waiting = threads_.waiting(principal, kEachKind);
  if (!waiting) return tl::unexpected(waiting.error());
  std::vector<Matter> matters;
  for (const auto& [comments, kind] : {std::pair(&waiting->mentions, MatterKind::kMention),
                                       std::pair(&waiting->answers, MatterKind::kAnswer)})
    for (const Comment& comment : *comments) {
      if (comment.subject.kind != kPlanKind) continue;
      const auto seen = sees(principal, comment.about);
      if (!seen) return tl::unexpected(seen.error());
      if (*seen) matters.push_back(matter_of(comment, kind));
    }
  return matters;
}

// A plan in review waits for those whose approval is open; where nobody's is, for whoever manages plans.
Result<bool> PlanTalk::waits_for(const Principal& principal, PlanId plan) const {
  const auto steps = approvals_.steps(principal, plan);
  if (!steps) return tl::unexpected(steps.error().front());
  const auto is_open = [](const ApprovalView& view) {
    return view.step.state == ApprovalState::kOpen;
  };
  if (std::ranges::none_of(*steps, is_open)) return principal.may(Permission::kPlansManage);
  return std::ranges::any_of(
      *steps, [&](const ApprovalView& view) { return is_open(view) && view.may_decide; });
}

Result<std::vector<Matter>> PlanTalk::matters(const Principal& principal) const {
  if (!principal.may(Permission::kPlansRead)) return std::vector<Matter>();
  auto all = said(principal);
  if (!all) return all;
  const auto more = parts_.database.read([&](Connection& connection) -> Result<void> {
    if (const auto done = add_reviews(connection, principal, *all); !done) return done;
    const auto proposed = add_proposals(connection, principal, parts_.clock(), *all);
    if (!proposed) return proposed;
    return name_plans(connection, principal.tenant, *all);
  });
  if (!more) return tl::unexpected(more.error());
  std::vector<Matter> theirs;
  for (Matter& matter : *all) {
    const auto waits =
        matter.kind == MatterKind::kReview ? waits_for(principal, matter.plan) : Result<bool>(true);
    if (!waits) return tl::unexpected(waits.error());
    if (*waits) theirs.push_back(std::move(matter));
  }
  *all = std::move(theirs);
  std::ranges::stable_sort(*all, [](const Matter& a, const Matter& b) {
    return a.kind != b.kind ? a.kind < b.kind : b.at < a.at;
  });
  if (std::ssize(*all) > kMattersMax) all->resize(static_cast<std::size_t>(kMattersMax));
  return all;
}

}  // namespace bailiwick::planning
