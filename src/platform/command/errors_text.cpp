#include "platform/command/errors_text.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace bailiwick::platform::command {

std::string errors_text(const Errors& errors) {
  std::string out;
  for (const Error& error : errors) out += fmt::format("error {}: {}\n", error.rule, error.message);
  return out;
}

std::string errors_json(const Errors& errors, const PhaseSeconds& seconds) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Error& error : errors) {
    list.push_back(
        {{"code", name_of(error.code)}, {"rule", error.rule}, {"message", error.message}});
  }
  nlohmann::ordered_json whole = {{"errors", std::move(list)}};
  for (const auto& [phase, value] : seconds) whole["seconds"][phase] = value;
  return whole.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace bailiwick::platform::command
