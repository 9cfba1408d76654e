// Problems by RFC 9457: what the API answers where it cannot do what was asked. problem_response() and status_of() are declared
// in message.hpp.
//
// {"type":"/errors/H010","title":"The request is not valid.","status":400,"code":"invalid_input","rule":"H010","detail":"..."}, and
// with more than one reason, or one that names its place, "errors":[{"pointer":"/name","rule":"H010","message":"..."}].
// A place in the query is "parameter" instead of "pointer". The server adds "instance" and "request_id". Pure.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "platform/http/message.hpp"

namespace bailiwick::platform::http {

inline constexpr std::string_view kProblemType = "application/problem+json";

// Where HTTP has a status of its own for a failure (405, 413, ...).
[[nodiscard]] Response problem_response(int status, const Error& error);

// What the server alone knows, put into a problem that has not got it yet; other responses stay as they are.
void complete_problem(Response& response, std::string_view path, std::string_view request_id);

}  // namespace bailiwick::platform::http
