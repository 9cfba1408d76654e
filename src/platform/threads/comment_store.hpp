// The only SQL of comments: plain functions inside a transaction of the caller.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/db/database.hpp"
#include "platform/identity/people_store.hpp"
#include "platform/threads/comment.hpp"

namespace bailiwick::platform::threads::comment_store {

// A comment's place: its company, its subject, itself.
struct CommentKey {
  TenantId tenant;
  Uuid subject;
  CommentId comment;
};

// With its mentions.
[[nodiscard]] Result<void> insert(db::Connection& connection, TenantId tenant,
                                  const Comment& comment);
// Its text, whether it is withdrawn, and its mentions.
[[nodiscard]] Result<void> rewrite(db::Connection& connection, TenantId tenant,
                                   const Comment& comment, Instant now);
[[nodiscard]] Result<void> resolve(db::Connection& connection, const CommentKey& key,
                                   const std::optional<Resolution>& resolution);
[[nodiscard]] Result<std::optional<Comment>> find(db::Connection& connection,
                                                  const CommentKey& key);
// Oldest first.
[[nodiscard]] Result<std::vector<Comment>> of_subject(db::Connection& connection, TenantId tenant,
                                                      Uuid subject);
// What is said about one part in all subjects of a kind: the thread begun last first, each oldest first.
struct PartKey {
  TenantId tenant;
  std::string subject_kind;
  About about;
};
struct PartLimits {
  std::int64_t threads;
  std::int64_t comments;
};
[[nodiscard]] Result<std::vector<Comment>> of_part(db::Connection& connection, const PartKey& key,
                                                   const PartLimits& limits);
[[nodiscard]] Result<std::int64_t> count(db::Connection& connection, TenantId tenant, Uuid subject);

// Newest first: comments of others that mention the person, in threads that are open and in which they said nothing after it.
[[nodiscard]] Result<std::vector<Comment>> unanswered_mentions(db::Connection& connection,
                                                               const identity::PersonKey& person,
                                                               std::int64_t limit);
// Newest first: the last comment of open threads in which the person took part, where it is by somebody else.
[[nodiscard]] Result<std::vector<Comment>> unanswered_answers(db::Connection& connection,
                                                              const identity::PersonKey& person,
                                                              std::int64_t limit);

// All that a person wrote, oldest first; and their texts gone.
[[nodiscard]] Result<std::vector<Comment>> written_by(db::Connection& connection,
                                                      const identity::PersonKey& person);
[[nodiscard]] Result<void> blank(db::Connection& connection, const identity::PersonKey& person);

}  // namespace bailiwick::platform::threads::comment_store
