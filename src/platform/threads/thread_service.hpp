// What people do with comments: say, answer, correct, withdraw, settle. The capability that has the subject lends its forum: which permission
// reads it, what its events are called, and who else may see a part of it. docs/spec/plan-discussion.md.
//
// A comment belongs to who wrote it: nobody else corrects or withdraws it. Anyone who may read the subject answers, settles a thread and opens it again. Each is told to the audit
// log (without its text) and as the forum's event {id, comment}; a person who is newly mentioned hears person.mentioned {id, comment}. Thread-safe.
// Errors: I001 without the forum's permission; V001 a text that is empty, too long or has control characters; V002 what looks like a mention and names
// nobody of the company, or somebody who may not read the subject, or too many of them; V003 there is no such comment (kNotFound); V004 somebody else's comment (kForbidden); V005 the
// comment is withdrawn (kConflict); V006 the subject has as many comments as it may (kLimit); V007 only a thread's first is settled.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "platform/audit/log.hpp"
#include "platform/db/database.hpp"
#include "platform/events/events.hpp"
#include "platform/identity/principal.hpp"
#include "platform/identity/privacy.hpp"
#include "platform/threads/comment.hpp"

namespace bailiwick::platform::threads {

// Where a subject is talked about.
struct Forum {
  Subject subject;
  std::string subject_text;  // its id, as events and the audit log write it
  identity::Permission permission = identity::Permission::kPlansRead;  // who reads and writes
  std::string event;                                                   // "plan.discussed"
  // Whether a person sees what is said about a part; all of them where it is empty.
  std::function<Result<bool>(const About&)> sees = {};
  // Who is told of what is said about a part that not everyone sees: those with this permission, and nobody else, mentioned or not.
  std::function<std::optional<identity::Permission>(const About&)> only_for = {};
};

struct NewComment {
  std::string text;
  About about = {};
  std::optional<CommentId> answers = {};  // then the part is that of its thread
};

// A part that many subjects of a kind may have: {"plan", {"account", its id}}.
struct Part {
  std::string subject_kind;
  About about;
};

struct ThreadParts {
  db::Database& database;
  const audit::Log& log;
  const events::EventOutbox& outbox;
  UuidSource& ids;
  WallClock clock;
};

class ThreadService {
 public:
  using Principal = identity::Principal;

  explicit ThreadService(const ThreadParts& parts) : parts_(parts) {}

  // Oldest first; what the forum lets this person see.
  [[nodiscard]] Result<std::vector<Comment>> comments(const Principal& principal,
                                                      const Forum& forum) const;
  [[nodiscard]] Checked<Comment> add(const Principal& principal, const Forum& forum,
                                     const NewComment& comment) const;
  [[nodiscard]] Checked<Comment> edit(const Principal& principal, const Forum& forum,
                                      CommentId comment, const std::string& text) const;
  [[nodiscard]] Result<void> withdraw(const Principal& principal, const Forum& forum,
                                      CommentId comment) const;
  [[nodiscard]] Result<Comment> resolve(const Principal& principal, const Forum& forum,
                                        CommentId comment, bool is_resolved) const;

  // Newest first: what mentions the person, and what was answered in their threads, that they have not answered in threads still open.
  struct Waiting {
    std::vector<Comment> mentions;
    std::vector<Comment> answers;
  };
  [[nodiscard]] Result<Waiting> waiting(const Principal& principal, std::int64_t limit) const;

  // What is said about one part in all subjects of a kind, to those with the permission: the thread begun last first, each oldest first. Whether the
  // person sees the part is for the capability to ask.
  [[nodiscard]] Result<std::vector<Comment>> about(const Principal& principal,
                                                   identity::Permission permission,
                                                   const Part& part) const;

  // The texts a person wrote, for an export; gone with an erasure.
  [[nodiscard]] static identity::PersonalData personal_data();

 private:
  [[nodiscard]] Result<Comment> one(db::Connection& connection, const Principal& principal,
                                    const Forum& forum, CommentId comment) const;
  [[nodiscard]] Result<Comment> own(db::Connection& connection, const Principal& principal,
                                    const Forum& forum, CommentId comment) const;
  [[nodiscard]] Result<std::optional<Error>> mistake_of_mentions(db::Connection& connection,
                                                                 const Principal& principal,
                                                                 const Forum& forum,
                                                                 const std::string& text) const;
  [[nodiscard]] Result<void> tell(db::Connection& connection, const Principal& principal,
                                  const Forum& forum, const Comment& comment, audit::Word action,
                                  const std::vector<PersonId>& mentioned) const;

  ThreadParts parts_;
};

}  // namespace bailiwick::platform::threads
