// Any bytes as the JSON body of a request: it is refused with a rule, or judged, and what is judged right keeps its promises.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string_view>

#include "platform/http/json_body.hpp"
#include "platform/http/problem.hpp"
#include "platform/http/schema_check.hpp"

namespace {

namespace http = bailiwick::platform::http;

void require(bool condition) {
  if (!condition) std::abort();
}

const http::Schema& schema() {
  static const http::Schema made = http::object(
      "Everything",
      {{"text", http::text(1, 5), http::kOptional},
       {"email", http::email(), http::kOptional},
       {"id", http::id("person"), http::kOptional},
       {"day", http::date(), http::kOptional},
       {"at", http::instant().nullable(), http::kOptional},
       {"count", http::integer(-5, 5), http::kOptional},
       {"share", http::number(0, 1), http::kOptional},
       {"word", http::one_of({"red", "blue"}), http::kOptional},
       {"list", http::array(http::object("Inner", {{"yes", http::boolean()}}), 3), http::kOptional},
       {"map", http::map_of(http::text(0, 3)), http::kOptional}});
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(http::mistakes_of_text(http::integer(0, 9), bytes, "?x"));
  static_cast<void>(http::mistakes_of_text(http::instant(), bytes, "?x"));
  const auto body = http::parse_body(bytes);
  if (!body) {
    require(!body.error().rule.empty());
    return 0;
  }
  const auto mistakes = http::mistakes_of(schema(), *body);
  require(mistakes.size() <= http::kMistakesMax);
  if (!mistakes.empty()) {
    // The problem is JSON whatever it quotes.
    const auto response = http::problem_response(mistakes);
    require(nlohmann::json::accept(response.text()));
    return 0;
  }
  if (body->contains("count")) require((*body)["count"] >= -5 && (*body)["count"] <= 5);
  if (body->contains("list")) require((*body)["list"].size() <= 3);
  return 0;
}
