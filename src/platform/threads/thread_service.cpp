#include "platform/threads/thread_service.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "platform/threads/comment_store.hpp"

namespace bailiwick::platform::threads {
namespace {

using Key = comment_store::CommentKey;

Error mistake(std::string_view rule, std::string message) {
  return {ErrorCode::kInvalidInput, std::string(rule), std::move(message), "/text"};
}

// Line breaks and tabs are text; other control characters are not.
bool has_controls(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7F;
  });
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

std::optional<Error> mistake_of_text(const std::string& text) {
  if (is_blank(text)) return mistake("V001", "Write something: the comment is empty.");
  if (const std::size_t length = code_points(text); length > kTextLengthMax)
    return mistake("V001", fmt::format("A comment has at most {} characters; this one has {}.",
                                       kTextLengthMax, length));
  if (has_controls(text))
    return mistake("V001", "A comment is plain text: it contains a control character.");
  const Mentions mentions = mentions_in(text);
  if (!mentions.unreadable.empty())
    return mistake("V002", fmt::format("\"@[{}]\" names nobody: a mention is @[person_...].",
                                       mentions.unreadable.front()));
  if (mentions.people.size() > kMentionsMax)
    return mistake("V002", fmt::format("A comment mentions at most {} people; this one {}.",
                                       kMentionsMax, mentions.people.size()));
  return std::nullopt;
}

// Who is mentioned now and was not before.
std::vector<PersonId> newly(const std::vector<PersonId>& now, const std::vector<PersonId>& before) {
  std::vector<PersonId> added;
  for (const PersonId person : now)
    if (std::ranges::find(before, person) == before.end()) added.push_back(person);
  return added;
}

}  // namespace

// A person of the company who works there and may read the subject.
Result<std::optional<Error>> ThreadService::mistake_of_mentions(db::Connection& connection,
                                                                const Principal& principal,
                                                                const Forum& forum,
                                                                const std::string& text) const {
  for (const PersonId id : mentions_in(text).people) {
    const auto person = identity::find_person(connection, {principal.tenant, id});
    if (!person) return tl::unexpected(person.error());
    const bool is_there = *person && ((*person)->status == identity::PersonStatus::kActive ||
                                      (*person)->status == identity::PersonStatus::kInvited);
    if (!is_there)
      return mistake("V002", fmt::format("\"@[{}]\" names nobody of your company.", id.text()));
    if (!identity::permissions_of((*person)->roles).contains(forum.permission))
      return mistake("V002", fmt::format("{} may not see this, so a mention would not reach them.",
                                         (*person)->name));
  }
  return std::optional<Error>();
}

Result<Comment> ThreadService::one(db::Connection& connection, const Principal& principal,
                                   const Forum& forum, CommentId comment) const {
  const auto found =
      comment_store::find(connection, Key{principal.tenant, forum.subject.id, comment});
  if (!found) return tl::unexpected(found.error());
  if (*found && (*found)->subject == forum.subject) {
    const auto sees = forum.sees ? forum.sees((*found)->about) : Result<bool>(true);
    if (!sees) return tl::unexpected(sees.error());
    if (*sees) return **found;
  }
  return fail(ErrorCode::kNotFound, "V003",
              fmt::format("There is no comment {} here.", comment.text()));
}

Result<Comment> ThreadService::own(db::Connection& connection, const Principal& principal,
                                   const Forum& forum, CommentId comment) const {
  auto found = one(connection, principal, forum, comment);
  if (!found) return found;
  if (found->by != principal.person)
    return fail(ErrorCode::kForbidden, "V004",
                "This is somebody else's comment: only who wrote it changes or withdraws it.");
  if (found->is_withdrawn) return fail(ErrorCode::kConflict, "V005", "This comment was withdrawn.");
  return found;
}

Result<void> ThreadService::tell(db::Connection& connection, const Principal& principal,
                                 const Forum& forum, const Comment& comment, audit::Word action,
                                 const std::vector<PersonId>& mentioned) const {
  const auto logged = parts_.log.append(
      connection, {principal.tenant, identity::actor_of(principal), action, comment.id.text(),
                   audit::Details().code("subject", forum.subject_text)});
  if (!logged) return tl::unexpected(logged.error());
  const std::string data =
      nlohmann::json{{"id", forum.subject_text}, {"comment", comment.id.text()}}.dump();
  const auto narrow = forum.only_for ? forum.only_for(comment.about) : std::nullopt;
  const auto told =
      parts_.outbox.emit(connection, {.tenant = principal.tenant,
                                      .name = forum.event,
                                      .audience = {.permission = narrow.value_or(forum.permission)},
                                      .data = data});
  if (!told || narrow) return told;
  for (const PersonId person : mentioned) {
    if (person == principal.person) continue;
    const auto heard = parts_.outbox.emit(connection, {.tenant = principal.tenant,
                                                       .name = "person.mentioned",
                                                       .audience = {.person = person},
                                                       .data = data});
    if (!heard) return heard;
  }
  return {};
}

Result<std::vector<Comment>> ThreadService::comments(const Principal& principal,
                                                     const Forum& forum) const {
  if (const auto may = identity::require(principal, forum.permission); !may)
    return tl::unexpected(may.error());
  auto found = parts_.database.read([&](db::Connection& connection) {
    return comment_store::of_subject(connection, principal.tenant, forum.subject.id);
  });
  if (!found || !forum.sees) return found;
  std::vector<Comment> seen;
  for (Comment& comment : *found) {
    const auto sees = forum.sees(comment.about);
    if (!sees) return tl::unexpected(sees.error());
    if (*sees) seen.push_back(std::move(comment));
  }
  return seen;
}

Checked<Comment> ThreadService::add(const Principal& principal, const Forum& forum,
                                    const NewComment& wanted) const {
  if (const auto may = identity::require(principal, forum.permission); !may)
    return fail(Errors{may.error()});
  if (const auto wrong = mistake_of_text(wanted.text)) return fail(Errors{*wrong});
  Comment comment{.id = CommentId(parts_.ids.next()),
                  .subject = forum.subject,
                  .about = wanted.about,
                  .root = {},
                  .text = wanted.text,
                  .at = parts_.clock(),
                  .by = principal.person,
                  .mentions = mentions_in(wanted.text).people};
  comment.root = comment.id;
  const auto written = parts_.database.write([&](db::Connection& connection) -> Result<void> {
    if (wanted.answers) {
      const auto answered = one(connection, principal, forum, *wanted.answers);
      if (!answered) return tl::unexpected(answered.error());
      comment.root = answered->root;
      comment.about = answered->about;
    }
    const auto count = comment_store::count(connection, principal.tenant, forum.subject.id);
    if (!count) return tl::unexpected(count.error());
    if (*count >= kCommentsMax)
      return fail(ErrorCode::kLimit, "V006",
                  fmt::format("This has {} comments, as many as it may have.", kCommentsMax));
    const auto wrong = mistake_of_mentions(connection, principal, forum, comment.text);
    if (!wrong) return tl::unexpected(wrong.error());
    if (*wrong) return tl::unexpected(**wrong);
    const auto added = comment_store::insert(connection, principal.tenant, comment);
    if (!added) return added;
    return tell(connection, principal, forum, comment, "comment.added", comment.mentions);
  });
  if (!written) return fail(Errors{written.error()});
  return comment;
}

Checked<Comment> ThreadService::edit(const Principal& principal, const Forum& forum, CommentId id,
                                     const std::string& text) const {
  if (const auto may = identity::require(principal, forum.permission); !may)
    return fail(Errors{may.error()});
  if (const auto wrong = mistake_of_text(text)) return fail(Errors{*wrong});
  Comment comment;
  const auto written = parts_.database.write([&](db::Connection& connection) -> Result<void> {
    auto mine = own(connection, principal, forum, id);
    if (!mine) return tl::unexpected(mine.error());
    comment = std::move(*mine);
    const std::vector<PersonId> before = comment.mentions;
    comment.text = text;
    comment.mentions = mentions_in(text).people;
    comment.edited_at = parts_.clock();
    const auto wrong = mistake_of_mentions(connection, principal, forum, text);
    if (!wrong) return tl::unexpected(wrong.error());
    if (*wrong) return tl::unexpected(**wrong);
    const auto kept =
        comment_store::rewrite(connection, principal.tenant, comment, *comment.edited_at);
    if (!kept) return kept;
    return tell(connection, principal, forum, comment, "comment.edited",
                newly(comment.mentions, before));
  });
  if (!written) return fail(Errors{written.error()});
  return comment;
}

Result<void> ThreadService::withdraw(const Principal& principal, const Forum& forum,
                                     CommentId id) const {
  if (const auto may = identity::require(principal, forum.permission); !may) return may;
  return parts_.database.write([&](db::Connection& connection) -> Result<void> {
    auto comment = own(connection, principal, forum, id);
    if (!comment) return tl::unexpected(comment.error());
    comment->text.clear();
    comment->mentions.clear();
    comment->is_withdrawn = true;
    const auto kept =
        comment_store::rewrite(connection, principal.tenant, *comment, parts_.clock());
    if (!kept) return kept;
    return tell(connection, principal, forum, *comment, "comment.withdrawn", {});
  });
}

Result<Comment> ThreadService::resolve(const Principal& principal, const Forum& forum, CommentId id,
                                       bool is_resolved) const {
  if (const auto may = identity::require(principal, forum.permission); !may)
    return tl::unexpected(may.error());
  return parts_.database.write([&](db::Connection& connection) -> Result<Comment> {
    auto comment = one(connection, principal, forum, id);
    if (!comment) return comment;
    if (!comment->is_first())
      return fail(ErrorCode::kInvalidInput, "V007",
                  "A whole thread is settled: name its first comment.");
    if (comment->resolved.has_value() == is_resolved) return comment;
    comment->resolved =
        is_resolved ? std::optional(Resolution{parts_.clock(), principal.person}) : std::nullopt;
    const auto kept = comment_store::resolve(
        connection, Key{principal.tenant, forum.subject.id, id}, comment->resolved);
    if (!kept) return tl::unexpected(kept.error());
    const auto told =
        tell(connection, principal, forum, *comment,
             is_resolved ? audit::Word("comment.resolved") : audit::Word("comment.reopened"), {});
    if (!told) return tl::unexpected(told.error());
    return comment;
  });
}

Result<ThreadService::Waiting> ThreadService::waiting(const Principal& principal,
                                                      std::int64_t limit) const {
  const identity::PersonKey person{principal.tenant, principal.person};
  return parts_.database.read([&](db::Connection& connection) -> Result<Waiting> {
    auto mentions = comment_store::unanswered_mentions(connection, person, limit);
    if (!mentions) return tl::unexpected(mentions.error());
    auto answers = comment_store::unanswered_answers(connection, person, limit);
    if (!answers) return tl::unexpected(answers.error());
    // What mentions them is not told twice.
    std::erase_if(*answers, [&](const Comment& answer) {
      return std::ranges::find(answer.mentions, principal.person) != answer.mentions.end();
    });
    return Waiting{std::move(*mentions), std::move(*answers)};
  });
}

Result<std::vector<Comment>> ThreadService::about(const Principal& principal,
                                                  identity::Permission permission,
                                                  const Part& part) const {
  if (const auto may = identity::require(principal, permission); !may)
    return tl::unexpected(may.error());
  return parts_.database.read([&](db::Connection& connection) {
    return comment_store::of_part(connection, {principal.tenant, part.subject_kind, part.about},
                                  {.threads = kThreadsShown, .comments = kCommentsShown});
  });
}

identity::PersonalData ThreadService::personal_data() {
  return {
      .name = "comments",
      .export_json = [](db::Connection& connection,
                        const identity::PersonKey& person) -> Result<std::string> {
        const auto written = comment_store::written_by(connection, person);
        if (!written) return tl::unexpected(written.error());
        nlohmann::json all = nlohmann::json::array();
        for (const Comment& comment : *written)
          if (!comment.is_withdrawn)
            all.push_back(
                {{"id", comment.id.text()}, {"at", to_text(comment.at)}, {"text", comment.text}});
        return all.dump();
      },
      .erase = comment_store::blank};
}

}  // namespace bailiwick::platform::threads
