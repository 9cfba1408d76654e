#include "platform/http/problem.hpp"

#include <cassert>
#include <nlohmann/json.hpp>
#include <string>

namespace bailiwick::platform::http {
namespace {

using nlohmann::ordered_json;

struct Kind {
  ErrorCode code;
  int status;
  std::string_view title;
};

// The one table. A limit in the data and an infeasible wish are both "understood, but no" (422, RFC 9110, 15.5.21).
constexpr Kind kKinds[] = {
    {ErrorCode::kInvalidInput, 400, "The request is not valid."},
    {ErrorCode::kInfeasible, 422, "What was asked for cannot be met."},
    {ErrorCode::kNotFound, 404, "There is no such thing."},
    {ErrorCode::kLimit, 422, "A limit is exceeded."},
    {ErrorCode::kIo, 500, "The server's disk or network refused."},
    {ErrorCode::kCancelled, 409, "It was cancelled."},
    {ErrorCode::kUnauthenticated, 401, "Please sign in."},
    {ErrorCode::kForbidden, 403, "You may not do this."},
    {ErrorCode::kConflict, 409, "It conflicts with what is there."},
    {ErrorCode::kPrecondition, 412, "It has changed since it was read."},
    {ErrorCode::kTooMany, 429, "Too many requests."},
    {ErrorCode::kUnavailable, 503, "The server is busy."},
    {ErrorCode::kInternal, 500, "The server made a mistake."},
};

const Kind& kind_of(ErrorCode code) {
  for (const Kind& kind : kKinds) {
    if (kind.code == code) return kind;
  }
  assert(false && "every ErrorCode stands in the table");
  return kKinds[0];
}

ordered_json item_of(const Error& error) {
  ordered_json item;
  if (error.pointer.starts_with('?'))
    item["parameter"] = error.pointer.substr(1);
  else
    item["pointer"] = error.pointer;
  item["rule"] = error.rule;
  item["message"] = error.message;
  return item;
}

// Bytes that are no UTF-8 (from a file's name, say) become replacement characters instead of a failure within a failure.
std::string dumped(const ordered_json& json) {
  return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

Response made(int status, const Errors& errors) {
  assert(!errors.empty());
  const Error& first = errors.front();
  ordered_json problem = {{"type", "/errors/" + first.rule},
                          {"title", kind_of(first.code).title},
                          {"status", status},
                          {"code", name_of(first.code)},
                          {"rule", first.rule},
                          {"detail", first.message}};
  if (errors.size() > 1 || !first.pointer.empty()) {
    if (errors.size() > 1)
      problem["detail"] =
          std::to_string(errors.size()) + " things are wrong; the first: " + first.message;
    for (const Error& error : errors) problem["errors"].push_back(item_of(error));
  }
  return text_response(status, dumped(problem), kProblemType);
}

}  // namespace

int status_of(ErrorCode code) { return kind_of(code).status; }

Response problem_response(const Error& error) { return made(status_of(error.code), {error}); }
Response problem_response(int status, const Error& error) { return made(status, {error}); }
Response problem_response(const Errors& errors) {
  assert(!errors.empty());
  return made(status_of(errors.front().code), errors);
}

void complete_problem(Response& response, std::string_view path, std::string_view request_id) {
  auto* text = std::get_if<std::string>(&response.body);
  if (response.status < 400 || text == nullptr || !text->starts_with("{\"type\"")) return;
  if (response.header("content-type") != kProblemType) return;
  if (text->find("\"request_id\":") != std::string::npos) return;
  const ordered_json instance = path;
  const ordered_json request = request_id;
  text->pop_back();  // the closing brace
  *text += ",\"instance\":" + dumped(instance) + ",\"request_id\":" + dumped(request) + "}";
}

}  // namespace bailiwick::platform::http
