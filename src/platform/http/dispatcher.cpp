#include "platform/http/dispatcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <exception>
#include <future>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/conditional.hpp"
#include "platform/http/json_body.hpp"
#include "platform/http/media.hpp"
#include "platform/http/problem.hpp"
#include "platform/http/schema_check.hpp"
#include "platform/http/security.hpp"

namespace bailiwick::platform::http {
namespace {

constexpr std::size_t kHeadersAdded = 12;  // by finish(), at most

bool is_write(Method method) { return method != Method::kGet && method != Method::kHead; }

bool is_of_api(std::string_view path) { return path == "/api" || path.starts_with("/api/"); }

Response refusal(int status, ErrorCode code, std::string_view rule, std::string message) {
  return problem_response(status, Error{code, std::string(rule), std::move(message)});
}

// Each parameter against its schema; a query may hold nothing else. A path that cannot name anything is a 404.
Errors parameter_mistakes(const Route& route, const Request& request) {
  Errors errors;
  std::vector<std::string> names;
  for (const Param& param : route.params) {
    if (param.place != ParamPlace::kQuery) continue;
    names.emplace_back(param.name);
    const std::string pointer = "?" + std::string(param.name);
    const auto value = request.query_value(param.name);
    if (value) {
      for (Error& error : mistakes_of_text(param.schema, *value, pointer))
        errors.push_back(std::move(error));
    } else if (param.presence == Presence::kRequired) {
      errors.push_back({ErrorCode::kInvalidInput, "H010",
                        fmt::format("The parameter \"{}\" is missing.", param.name), pointer});
    }
  }
  for (const auto& [name, value] : request.query) {
    if (std::find(names.begin(), names.end(), name) != names.end()) continue;
    errors.push_back({ErrorCode::kInvalidInput, "H011",
                      fmt::format("\"{}\" is not a parameter here.{}",
                                  name.substr(0, kNamedLengthMax), did_you_mean(name, names)),
                      "?" + name});
  }
  return errors;
}

// What is wrong with the first part of the path that cannot name anything.
std::optional<std::string> mistake_of_path(const Route& route, const Request& request) {
  for (const Param& param : route.params) {
    if (param.place != ParamPlace::kPath) continue;
    const std::string_view value = request.path_value(param.name);
    const Errors errors = mistakes_of_text(param.schema, value, "?" + std::string(param.name));
    if (!errors.empty())
      return fmt::format("There is nothing at this address: it has \"{}\". {}",
                         value.substr(0, kNamedLengthMax), errors.front().message);
  }
  return std::nullopt;
}

std::optional<Response> check_media_type(const Route& route, const Request& request) {
  if (!route.body && !route.upload_bytes_max) return std::nullopt;
  const std::string_view sent = request.header("content-type").value_or("");
  std::vector<std::string_view> wanted = route.upload_types;
  if (route.body) wanted.push_back("application/json");
  if (wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](std::string_view type) {
        return is_same_type(sent, type);
      }))
    return std::nullopt;
  return refusal(
      415, ErrorCode::kInvalidInput, "H003",
      fmt::format("The body must be {}; say so in Content-Type.", fmt::join(wanted, " or ")));
}

// Keeps what the client may store of an answer: a version of its own to ask for again, anything else not at all.
void add_caching(const Request& request, Response& response) {
  if (response.header("cache-control")) return;
  const bool may_ask_again =
      !is_write(request.method) && response.status < 400 && response.header("etag");
  response.headers.emplace_back("Cache-Control", may_ask_again ? "private, no-cache" : "no-store");
}

void add_etag(const Request& request, Response& response) {
  const auto* text = std::get_if<std::string>(&response.body);
  if (is_write(request.method) || response.status != 200 || text == nullptr ||
      response.header("etag"))
    return;
  if (is_same_type(response.header("content-type").value_or(""), "application/json"))
    response.headers.emplace_back("ETag", etag_of(*text));
}

void set_header(Response& response, std::string_view name, std::string value) {
  for (auto& [key, old] : response.headers) {
    if (is_same_ascii(key, name)) {
      old = std::move(value);
      return;
    }
  }
  response.headers.emplace_back(name, std::move(value));
}

void compress_body(const Request& request, Response& response, SharedCodings& codings) {
  const auto* own = std::get_if<std::string>(&response.body);
  const auto* shared = std::get_if<SharedBody>(&response.body);
  if (own == nullptr && shared == nullptr) return;
  const std::string& text = own != nullptr ? *own : *shared->text;
  if (text.size() < kCompressBytesMin || response.status == 206 ||
      response.header("content-encoding"))
    return;
  if (!is_compressible(response.header("content-type").value_or(""))) return;
  if (!response.header("vary")) response.headers.emplace_back("Vary", "Accept-Encoding");
  const Coding coding = preferred_coding(request.header("accept-encoding").value_or(""), {});
  if (coding == Coding::kIdentity) return;
  if (shared != nullptr)
    response.body = SharedBody{codings.of(shared->text, coding)};
  else
    response.body = compressed(text, coding);
  response.headers.emplace_back("Content-Encoding", name_of(coding));
  const auto etag = response.header("etag");
  if (etag && !etag->starts_with("W/")) set_header(response, "ETag", "W/" + std::string(*etag));
}

// Parts of what is in memory; a file's parts are chosen where it is opened.
void cut_range(const Request& request, Response& response) {
  const auto* shared = std::get_if<SharedBody>(&response.body);
  if (shared == nullptr || response.header("content-encoding")) return;
  const ByteRange range = apply_range(request, response, shared->text->size());
  if (response.status != 200) response.body = shared->text->substr(range.first, range.count);
}

// Where the handler was not called for this request, or in vain.
Response response_without_work(Result<KeyFound> found) {
  if (!found) return problem_response(found.error());
  if (found->state == KeyState::kOther)
    return refusal(
        422, ErrorCode::kInvalidInput, "H031",
        "This Idempotency-Key was used for another request; a new request needs a new key.");
  if (found->state == KeyState::kAnswered) {
    StoredAnswer& kept = *found->answer;
    Response response{
        .status = kept.status, .headers = std::move(kept.headers), .body = std::move(kept.body)};
    response.headers.emplace_back("Idempotency-Replayed", "true");
    return response;
  }
  Response response =
      refusal(409, ErrorCode::kConflict, "H032",
              "The first request with this Idempotency-Key is still running; try again shortly.");
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

bool is_failed_try(int status) {
  return status == 400 || status == 401 || status == 403 || status == 404 || status == 422;
}

}  // namespace

Dispatcher::Dispatcher(Routes routes, StaticFiles files, DispatcherOptions options)
    : routes_(std::move(routes)),
      files_(std::move(files)),
      options_(std::move(options)),
      router_(routes_),
      peers_(options_.peer_rate),
      people_(options_.person_rate) {
  for (const Route& route : routes_) {
    assert(!(route.is_idempotent_by_key && route.upload_bytes_max) && "an upload is not quick");
    const double a_minute = route.attempts_a_minute;
    attempts_.push_back(a_minute > 0 ? std::make_unique<RateLimiter>(Rate{a_minute / 60, a_minute})
                                     : nullptr);
  }
  if (!options_.log_error) options_.log_error = [](const std::string&) {};
}

Response Dispatcher::unknown(const Request& request, const RouteMatch& match) const {
  if (match.is_path_known) {
    Response response = refusal(
        405, ErrorCode::kInvalidInput, "H021",
        fmt::format("{} is not allowed here, only {}.", name_of(request.method), match.allow));
    response.headers.emplace_back("Allow", match.allow);
    return response;
  }
  if (!is_write(request.method) && !is_of_api(request.path)) {
    if (auto file = files_.find(request)) return std::move(*file);
  }
  return refusal(404, ErrorCode::kNotFound, "H020",
                 "There is nothing at this address; /api/docs lists what there is.");
}

std::optional<Response> Dispatcher::check_rate(const Request&, RateLimiter& limiter,
                                               std::string_view key, std::string_view rule) {
  if (limiter.take(key, std::chrono::steady_clock::now())) return std::nullopt;
  const int seconds = limiter.seconds_to_wait();
  Response response = refusal(429, ErrorCode::kTooMany, rule,
                              fmt::format("Too many requests; wait {} s and try again.", seconds));
  response.headers.emplace_back("Retry-After", std::to_string(seconds));
  return response;
}

Result<void> Dispatcher::check_access(const Route& route, Request& request) {
  if (route.access.kind == AccessKind::kPublic) return check_cross_site(request);
  if (options_.authenticate) {
    auto who = options_.authenticate(request);
    if (!who) return tl::unexpected(who.error());
    request.principal = std::move(*who);
  }
  if (!request.principal)
    return fail(ErrorCode::kUnauthenticated, "H022",
                "Nobody is signed in; sign in, or send an API token.");
  if (route.access.kind == AccessKind::kPermission) {
    if (!route.access.permission)  // a route that forgot to say is open to nobody
      return fail(ErrorCode::kForbidden, "H022", "This is open to nobody.");
    if (auto may = identity::require(*request.principal, *route.access.permission); !may)
      return may;
  }
  return check_cross_site(request);
}

std::optional<Response> Dispatcher::refuse(const RouteMatch& match, Request& request) {
  if (auto limited = check_rate(request, peers_, request.peer, "H024")) return limited;
  if (match.route == nullptr) return unknown(request, match);
  const Route& route = *match.route;
  if (auto access = check_access(route, request); !access) {
    Response response = problem_response(access.error());
    if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
  }
  if (request.principal) {
    const auto& bytes = request.principal->person.uuid().bytes;
    const std::string_view person(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (auto limited = check_rate(request, people_, person, "H024")) return limited;
  }
  RateLimiter* attempts = attempts_[match.index].get();
  if (attempts != nullptr && !attempts->has_token(request.peer, std::chrono::steady_clock::now())) {
    Response response = refusal(429, ErrorCode::kTooMany, "H025",
                                "Too many failed tries; wait a minute and try again.");
    response.headers.emplace_back("Retry-After", std::to_string(attempts->seconds_to_wait()));
    return response;
  }
  return check_media_type(route, request);
}

Admission Dispatcher::admit(Request& request) {
  Admission admission;
  RouteMatch match = router_.find(request.method, request.path);
  request.path_params = std::move(match.path_params);
  admission.reply = refuse(match, request);
  admission.route = match.route;
  admission.route_index = match.index;
  admission.body_bytes_max = options_.body_bytes_max;
  if (match.route != nullptr && match.route->upload_bytes_max) {
    admission.is_upload = true;
    admission.body_bytes_max = *match.route->upload_bytes_max;
  }
  return admission;
}

Response Dispatcher::call(const Route& route, const Request& request, const nlohmann::json& body) {
  std::string why;
  std::string rule = "H042";
  try {
    auto response = route.handle(Call{request, body});
    if (response) return std::move(*response);
    if (response.error().code != ErrorCode::kInternal) return problem_response(response.error());
    why = response.error().message;
    rule = response.error().rule;
  } catch (const std::exception& exception) {
    why = exception.what();
  }
  // What exactly is for who runs the server: it may show more than the caller should see.
  options_.log_error(fmt::format("{} in {} ({}): {}", rule, route.id, request.request_id, why));
  return refusal(500, ErrorCode::kInternal, rule,
                 "The server made a mistake. Tell who runs it the request_id; its log says more.");
}

void Dispatcher::call_once(const Route& route, const Request& request,
                           std::shared_ptr<const nlohmann::json> body, std::string_view target,
                           Done done) {
  const std::string_view sent = request.header("idempotency-key").value_or("");
  if (sent.size() > kIdempotencyKeySizeMax)
    return done(refusal(
        400, ErrorCode::kInvalidInput, "H030",
        fmt::format("Idempotency-Key has more than {} characters.", kIdempotencyKeySizeMax)));
  const IdempotencyKey key{.tenant = request.principal->tenant,
                           .person = request.principal->person,
                           .key = std::string(sent)};
  const auto response = std::make_shared<Response>();
  options_.idempotency->run(
      key, fingerprint_of(request, target),
      [this, &route, &request, body = std::move(body), response]() -> std::optional<StoredAnswer> {
        *response = call(route, request, *body);
        const auto* text = std::get_if<std::string>(&response->body);
        if (text == nullptr || !is_kept(response->status)) return std::nullopt;
        return StoredAnswer{
            .status = response->status, .headers = response->headers, .body = *text};
      },
      [response, done = std::move(done)](Result<KeyFound> found) {
        done(found && found->state == KeyState::kNew ? std::move(*response)
                                                     : response_without_work(std::move(found)));
      });
}

bool Dispatcher::is_under_key(const Admission& admission, const Request& request) const {
  return admission.route->is_idempotent_by_key && options_.idempotency && request.principal &&
         request.header("idempotency-key");
}

// What is wrong with parameters and body; nothing, and the body read, where nothing is.
std::optional<Response> Dispatcher::refuse_content(const Route& route, const Request& request,
                                                   nlohmann::json& body) const {
  if (auto mistake = mistake_of_path(route, request)) {
    if (!is_of_api(request.path)) return unknown(request, {});
    return refusal(404, ErrorCode::kNotFound, "H020", std::move(*mistake));
  }
  Errors errors = parameter_mistakes(route, request);
  if (route.body) {
    auto parsed = parse_body(request.body);
    if (!parsed) return problem_response(parsed.error());
    body = std::move(*parsed);
    for (Error& error : mistakes_of(*route.body, body)) errors.push_back(std::move(error));
  }
  if (!errors.empty()) return problem_response(errors);
  if (route.needs_if_match && !request.header("if-match"))
    return refusal(428, ErrorCode::kPrecondition, "H028",
                   "Say which version is to be changed: send the ETag that was read as If-Match.");
  return std::nullopt;
}

// Failed tries count where the route limits them.
Response Dispatcher::counted(const Admission& admission, const Request& request,
                             Response response) {
  RateLimiter* attempts = attempts_[admission.route_index].get();
  if (attempts != nullptr && is_failed_try(response.status))
    static_cast<void>(attempts->take(request.peer, std::chrono::steady_clock::now()));
  return response;
}

void Dispatcher::answer_later(const Admission& admission, const Request& request,
                              std::string_view target, Done done) {
  const auto body = std::make_shared<nlohmann::json>();
  if (auto refused = refuse_content(*admission.route, request, *body))
    return done(counted(admission, request, std::move(*refused)));
  call_once(*admission.route, request, body, target,
            [this, &admission, &request, done = std::move(done)](Response response) {
              done(counted(admission, request, std::move(response)));
            });
}

Response Dispatcher::answer(const Admission& admission, const Request& request,
                            std::string_view target) {
  if (is_under_key(admission, request)) {
    // Shared: this may have returned before set_value() has.
    const auto promise = std::make_shared<std::promise<Response>>();
    auto response = promise->get_future();
    answer_later(admission, request, target,
                 [promise](Response made) { promise->set_value(std::move(made)); });
    return response.get();
  }
  nlohmann::json body;
  auto refused = refuse_content(*admission.route, request, body);
  return counted(admission, request,
                 refused ? std::move(*refused) : call(*admission.route, request, body));
}

void Dispatcher::finish(const Admission&, const Request& request, Response& response) const {
  complete_problem(response, request.path, request.request_id);
  response.headers.reserve(response.headers.size() + kHeadersAdded);
  add_etag(request, response);
  const auto etag = response.header("etag");
  const auto known = request.header("if-none-match");
  if (etag && known && response.status == 200 && !is_write(request.method) &&
      etag_matches(*known, *etag)) {
    response.status = 304;
    response.body = std::string();
    std::erase_if(response.headers, [](const auto& pair) {
      return pair.first == "Content-Type" || pair.first == "Content-Encoding";
    });
  }
  cut_range(request, response);
  compress_body(request, response, codings_);
  add_caching(request, response);
  add_security_headers(response, options_.content_security_policy, request.is_secure);
  response.headers.emplace_back("X-Request-Id", request.request_id);
}

}  // namespace bailiwick::platform::http
