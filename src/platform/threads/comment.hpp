// Comments as values. A comment is about a subject (a plan) or a part of it (one of its territories), or answers another; a comment and its answers are a thread.
// Who may read a subject, and which of its parts, is for the capability that has it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "base/uuid.hpp"
#include "platform/identity/model.hpp"

namespace bailiwick::platform::threads {

inline constexpr std::size_t kTextLengthMax = 4'000;  // in characters (code points)
inline constexpr std::size_t kMentionsMax = 20;
inline constexpr std::int64_t kCommentsMax = 5'000;  // a subject
inline constexpr std::int64_t kThreadsShown = 200;   // of what is said about a part in all subjects
inline constexpr std::int64_t kCommentsShown = 5'000;

struct CommentTag {
  static constexpr std::string_view kPrefix = "comment";
};
using CommentId = Uid<CommentTag>;

// What is talked about: {"plan", its id}. Kinds are words of the capabilities.
struct Subject {
  std::string kind;
  Uuid id;
  friend bool operator==(const Subject&, const Subject&) = default;
};

// A part of it: {"territory", its id}; nothing where both are empty.
struct About {
  std::string kind = {};
  std::string id = {};
  friend bool operator==(const About&, const About&) = default;
};

struct Resolution {
  Instant at;
  PersonId by;
};

struct Comment {
  CommentId id;
  Subject subject;
  About about;     // that of its thread
  CommentId root;  // itself where it is the first of its thread
  std::string text;
  Instant at;
  PersonId by;
  std::optional<Instant> edited_at = {};
  bool is_withdrawn = false;                // then its text is empty
  std::optional<Resolution> resolved = {};  // of a thread's first only
  std::vector<PersonId> mentions = {};      // in the order of the text, each once

  [[nodiscard]] bool is_first() const { return root == id; }
};

// The people whom a text names as "@[person_01h...]", in their order, each once; the places of what looks like a name and is none.
struct Mentions {
  std::vector<PersonId> people;
  std::vector<std::string> unreadable;  // what stands between the brackets
};
[[nodiscard]] Mentions mentions_in(std::string_view text);

}  // namespace bailiwick::platform::threads
