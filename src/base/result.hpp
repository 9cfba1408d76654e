// What an operation that may fail returns: a value, or the reasons why there is none.
//
// An expected failure (bad input, a full disk, a conflict) is a Result; a bug is an assert.
// Validators return every reason at once (Checked<T>); single-step operations return one (Result<T>).
// Pure values; no thread-safety concerns.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace bailiwick {

// What kind of failure it is. The exit code of a command and the HTTP status follow from it alone.
enum class ErrorCode {
  kInvalidInput,     // the caller's data or options are wrong; retrying changes nothing
  kInfeasible,       // the data are well-formed, but no plan can meet the demands (proven)
  kNotFound,         // a named thing does not exist
  kLimit,            // a named limit was exceeded
  kIo,               // the operating system refused (disk full, permission, not a file)
  kCancelled,        // the caller asked to stop before anything useful was made
  kUnauthenticated,  // nobody is signed in, or the credential is no longer good
  kForbidden,        // who asks is known and may not
  kConflict,         // it exists already, or has changed since it was read
  kPrecondition,     // the caller must say which version it changes
  kTooMany,          // too many requests: later
  kUnavailable,      // not now (busy, starting, out of reach); retrying may help
  kInternal,         // a mistake of ours that was caught
};

// `rule` is unique in the product ("F012"), documented under docs/errors with a reproducer.
// `message` says which input, what is wrong and what to do, in one or two sentences.
// `pointer` is the place of the input at fault where that is JSON, by RFC 6901 ("/roles/0"), or "?name" for a
// parameter of a query; a form shows the message beside that field. Empty elsewhere.
struct Error {
  ErrorCode code = ErrorCode::kInvalidInput;
  std::string rule;
  std::string message;
  std::string pointer = {};

  friend bool operator==(const Error&, const Error&) = default;
};

using Errors = std::vector<Error>;

template <class T>
using Result = tl::expected<T, Error>;

template <class T>
using Checked = tl::expected<T, Errors>;

// Makes the failing side of a Result<T> or, with a list, of a Checked<T>.
inline tl::unexpected<Error> fail(ErrorCode code, std::string_view rule, std::string message) {
  return tl::unexpected<Error>(Error{code, std::string(rule), std::move(message)});
}
inline tl::unexpected<Errors> fail(Errors errors) {
  return tl::unexpected<Errors>(std::move(errors));
}

// The word for a code, stable, for logs and JSON: "invalid_input", "infeasible", ...
[[nodiscard]] std::string_view name_of(ErrorCode code);

}  // namespace bailiwick
