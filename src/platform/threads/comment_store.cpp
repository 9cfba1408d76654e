#include "platform/threads/comment_store.hpp"

#include <map>

namespace bailiwick::platform::threads::comment_store {
namespace {

using db::Row;
using db::Value;

constexpr db::Sql kColumns =
    "SELECT c.comment_id, c.subject_kind, c.subject_id, c.about, c.about_id, c.root_id, c.body, "
    "c.made_at, c.made_by, c.edited_at, c.withdrawn_at, c.resolved_at, c.resolved_by "
    "FROM thread_comment c ";

// What is read of comments, from the words after the table.
db::SqlText comments(db::Sql rest) {
  db::SqlText text = kColumns;
  text += rest;
  return text;
}

Result<void> done(const Result<std::int64_t>& count) {
  if (!count) return tl::unexpected(count.error());
  return {};
}

Comment comment_of(const Row& row) {
  Comment comment;
  comment.id = row.id<CommentTag>(0);
  comment.subject = Subject{.kind = std::string(row.text(1)), .id = row.uuid(2)};
  comment.about = About{.kind = std::string(row.text(3)), .id = std::string(row.text(4))};
  comment.root = row.id<CommentTag>(5);
  comment.text = row.text(6);
  comment.at = row.instant(7);
  comment.by = row.id<PersonTag>(8);
  if (!row.is_null(9)) comment.edited_at = row.instant(9);
  comment.is_withdrawn = !row.is_null(10);
  if (!row.is_null(11)) comment.resolved = Resolution{row.instant(11), row.id<PersonTag>(12)};
  comment.mentions = mentions_in(comment.text).people;
  return comment;
}

Result<void> insert_mentions(db::Connection& connection, TenantId tenant, const Comment& comment) {
  for (const PersonId person : comment.mentions) {
    const auto added = done(connection.execute(
        "INSERT INTO thread_mention (tenant_id, person_id, subject_id, comment_id) "
        "VALUES ($1, $2, $3, $4)",
        {tenant, person, comment.subject.id, comment.id}));
    if (!added) return added;
  }
  return {};
}

}  // namespace

Result<void> insert(db::Connection& connection, TenantId tenant, const Comment& comment) {
  const auto added = done(connection.execute(
      "INSERT INTO thread_comment (tenant_id, subject_kind, subject_id, comment_id, about, "
      "about_id, root_id, body, made_at, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {tenant, comment.subject.kind, comment.subject.id, comment.id, comment.about.kind,
       comment.about.id, comment.root, comment.text, comment.at, comment.by}));
  if (!added) return added;
  return insert_mentions(connection, tenant, comment);
}

Result<void> rewrite(db::Connection& connection, TenantId tenant, const Comment& comment,
                     Instant now) {
  const auto written = done(
      connection.execute("UPDATE thread_comment SET body = $4, edited_at = $5, withdrawn_at = $6 "
                         "WHERE tenant_id = $1 AND subject_id = $2 AND comment_id = $3",
                         {tenant, comment.subject.id, comment.id, comment.text, now,
                          comment.is_withdrawn ? Value(now) : Value()}));
  if (!written) return written;
  const auto cleared = done(connection.execute(
      "DELETE FROM thread_mention WHERE tenant_id = $1 AND subject_id = $2 AND comment_id = $3",
      {tenant, comment.subject.id, comment.id}));
  if (!cleared) return cleared;
  return insert_mentions(connection, tenant, comment);
}

Result<void> resolve(db::Connection& connection, const CommentKey& key,
                     const std::optional<Resolution>& resolution) {
  return done(connection.execute(
      "UPDATE thread_comment SET resolved_at = $4, resolved_by = $5 "
      "WHERE tenant_id = $1 AND subject_id = $2 AND comment_id = $3",
      {key.tenant, key.subject, key.comment, resolution ? Value(resolution->at) : Value(),
       resolution ? Value(resolution->by) : Value()}));
}

Result<std::optional<Comment>> find(db::Connection& connection, const CommentKey& key) {
  return db::query_one(
      connection, comments("WHERE c.tenant_id = $1 AND c.subject_id = $2 AND c.comment_id = $3"),
      {key.tenant, key.subject, key.comment}, comment_of);
}

Result<std::vector<Comment>> of_subject(db::Connection& connection, TenantId tenant, Uuid subject) {
  return db::query_all(
      connection, comments("WHERE c.tenant_id = $1 AND c.subject_id = $2 ORDER BY c.comment_id"),
      {tenant, subject}, comment_of);
}

Result<std::vector<Comment>> of_part(db::Connection& connection, const PartKey& key,
                                     const PartLimits& limits) {
  return db::query_all(
      connection,
      comments(
          "WHERE c.tenant_id = $1 AND c.subject_kind = $2 AND c.about = $3 AND c.about_id = $4 "
          "AND c.root_id IN (SELECT r.comment_id FROM thread_comment r "
          "WHERE r.tenant_id = $1 AND r.subject_kind = $2 AND r.about = $3 "
          "AND r.about_id = $4 AND r.root_id = r.comment_id "
          "ORDER BY r.comment_id DESC LIMIT $5) "
          "ORDER BY c.root_id DESC, c.comment_id LIMIT $6"),
      {key.tenant, key.subject_kind, key.about.kind, key.about.id, limits.threads, limits.comments},
      comment_of);
}

Result<std::int64_t> count(db::Connection& connection, TenantId tenant, Uuid subject) {
  const auto found = db::query_one(
      connection, "SELECT count(*) FROM thread_comment WHERE tenant_id = $1 AND subject_id = $2",
      {tenant, subject}, [](const Row& row) { return row.int64(0); });
  if (!found) return tl::unexpected(found.error());
  return found->value_or(0);
}

Result<std::vector<Comment>> unanswered_mentions(db::Connection& connection,
                                                 const identity::PersonKey& person,
                                                 std::int64_t limit) {
  return db::query_all(
      connection,
      comments("JOIN thread_mention m ON m.tenant_id = c.tenant_id AND m.comment_id = c.comment_id "
               "JOIN thread_comment r ON r.tenant_id = c.tenant_id AND r.subject_id = c.subject_id "
               "AND r.comment_id = c.root_id "
               "WHERE m.tenant_id = $1 AND m.person_id = $2 AND c.made_by <> $2 "
               "AND r.resolved_at IS NULL AND NOT EXISTS (SELECT 1 FROM thread_comment o "
               "WHERE o.tenant_id = c.tenant_id AND o.root_id = c.root_id AND o.made_by = $2 "
               "AND o.comment_id > c.comment_id) ORDER BY c.comment_id DESC LIMIT $3"),
      {person.tenant, person.person, limit}, comment_of);
}

Result<std::vector<Comment>> unanswered_answers(db::Connection& connection,
                                                const identity::PersonKey& person,
                                                std::int64_t limit) {
  return db::query_all(
      connection,
      comments(
          "JOIN thread_comment r ON r.tenant_id = c.tenant_id AND r.subject_id = c.subject_id "
          "AND r.comment_id = c.root_id "
          "WHERE c.tenant_id = $1 AND r.resolved_at IS NULL AND c.made_by <> $2 "
          "AND c.withdrawn_at IS NULL AND c.root_id IN (SELECT p.root_id FROM thread_comment p "
          "WHERE p.tenant_id = $1 AND p.made_by = $2) AND NOT EXISTS (SELECT 1 FROM "
          "thread_comment l WHERE l.tenant_id = c.tenant_id AND l.root_id = c.root_id "
          "AND l.comment_id > c.comment_id AND l.withdrawn_at IS NULL) "
          "ORDER BY c.comment_id DESC LIMIT $3"),
      {person.tenant, person.person, limit}, comment_of);
}

Result<std::vector<Comment>> written_by(db::Connection& connection,
                                        const identity::PersonKey& person) {
  return db::query_all(connection,
                       comments("WHERE c.tenant_id = $1 AND c.made_by = $2 ORDER BY c.comment_id"),
                       {person.tenant, person.person}, comment_of);
}

Result<void> blank(db::Connection& connection, const identity::PersonKey& person) {
  const auto mentions = done(connection.execute(
      "DELETE FROM thread_mention WHERE tenant_id = $1 AND (person_id = $2 OR comment_id IN "
      "(SELECT c.comment_id FROM thread_comment c WHERE c.tenant_id = $1 AND c.made_by = $2))",
      {person.tenant, person.person}));
  if (!mentions) return mentions;
  return done(connection.execute(
      "UPDATE thread_comment SET body = '', withdrawn_at = COALESCE(withdrawn_at, made_at) "
      "WHERE tenant_id = $1 AND made_by = $2",
      {person.tenant, person.person}));
}

}  // namespace bailiwick::platform::threads::comment_store
