// What people say about a plan, who is here, and what waits for each: the rules are those of docs/spec/plan-discussion.md.
//
// All of it needs plans.read. What is said about an account is for those whose scope has the account. Thread-safe.
// Errors: I001; P050; P068 no such account (kNotFound); P138 what a comment is about is not there (kInvalidInput); those of ThreadService (V...).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "alignment/service.hpp"
#include "base/result.hpp"
#include "planning/assignment_service.hpp"
#include "planning/board_desk.hpp"
#include "planning/plan_approvals.hpp"
#include "planning/proposal_store.hpp"
#include "platform/threads/thread_service.hpp"

namespace bailiwick::planning {

inline constexpr std::int64_t kPresenceSeconds = 50;  // of silence, and one is gone
inline constexpr std::int64_t kMattersMax = 200;
inline constexpr std::int64_t kDecisionTold_s = std::int64_t{14} * 24 * 3600;

enum class MatterKind { kReview, kMention, kProposal, kWindow, kAnswer, kDecision };
[[nodiscard]] std::string_view name_of(MatterKind kind);

// Something that waits for a person.
struct Matter {
  MatterKind kind = MatterKind::kReview;
  PlanId plan;
  std::string plan_name;
  Instant at;
  PersonId by = {};  // nil: nobody in particular
  std::optional<platform::threads::CommentId> comment = {};
  std::optional<ProposalId> proposal = {};
  std::string text = {};  // a comment's, a reason's
  std::optional<ProposalState> state = {};
  std::optional<Instant> until = {};
};

struct TalkParts {
  const PlanningParts& planning;
  const BoardDesks& desks;
  const AssignmentService& assignment;
  const alignment::AlignmentService& alignment;
  const PlanApprovals& approvals;
};

// What was said about an account, with its plan as it is now.
struct AccountComment {
  platform::threads::Comment comment;
  std::string plan_name;
  PlanState plan_state = PlanState::kDraft;
};

class PlanTalk {
 public:
  using Principal = platform::identity::Principal;
  using Connection = platform::db::Connection;
  using Comment = platform::threads::Comment;
  using CommentId = platform::threads::CommentId;
  using About = platform::threads::About;

  // What it works with outlives it.
  explicit PlanTalk(const TalkParts& parts)
      : parts_(parts.planning),
        desks_(parts.desks),
        approvals_(parts.approvals),
        assignment_(parts.assignment),
        alignment_(parts.alignment),
        threads_({parts_.database, parts_.log, parts_.outbox, parts_.ids, parts_.clock}) {}

  struct Filter {
    std::optional<About> about = {};  // an empty id: everything of that kind
    std::optional<bool> is_resolved = {};
  };
  // Oldest first.
  [[nodiscard]] Result<std::vector<Comment>> comments(const Principal& principal, PlanId plan,
                                                      const Filter& filter) const;
  // Of all plans: the thread that was begun last first, each oldest first; at most kThreadsShown threads.
  [[nodiscard]] Result<std::vector<AccountComment>> comments_about(
      const Principal& principal, alignment::AccountId account) const;
  [[nodiscard]] Checked<Comment> say(const Principal& principal, PlanId plan,
                                     platform::threads::NewComment comment) const;
  [[nodiscard]] Checked<Comment> edit(const Principal& principal, PlanId plan, CommentId comment,
                                      const std::string& text) const;
  [[nodiscard]] Result<void> withdraw(const Principal& principal, PlanId plan,
                                      CommentId comment) const;
  [[nodiscard]] Result<Comment> resolve(const Principal& principal, PlanId plan, CommentId comment,
                                        bool is_resolved) const;

  // Says that the person is here, and where; everyone who is. Told as plan.present {id} where that is news.
  [[nodiscard]] Result<std::vector<Presence>> be_present(const Principal& principal, PlanId plan,
                                                         const About& about) const;
  [[nodiscard]] Result<void> leave(const Principal& principal, PlanId plan) const;

  // The most pressing first; empty for those who may not read plans.
  [[nodiscard]] Result<std::vector<Matter>> matters(const Principal& principal) const;

 private:
  [[nodiscard]] Result<platform::threads::Forum> forum(const Principal& principal,
                                                       PlanId plan) const;
  [[nodiscard]] Result<bool> sees(const Principal& principal, const About& about) const;
  [[nodiscard]] Checked<void> is_there(const Principal& principal, PlanId plan,
                                       const About& about) const;
  [[nodiscard]] Result<void> tell_presence(Connection& connection, TenantId tenant,
                                           PlanId plan) const;
  [[nodiscard]] Result<bool> waits_for(const Principal& principal, PlanId plan) const;
  [[nodiscard]] Result<std::vector<Matter>> said(const Principal& principal) const;

  PlanningParts parts_;
  const BoardDesks& desks_;
  const PlanApprovals& approvals_;
  const AssignmentService& assignment_;
  const alignment::AlignmentService& alignment_;
  platform::threads::ThreadService threads_;
};

}  // namespace bailiwick::planning
