// `bailiwick demo`: fills an empty installation with the demonstration company.
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <ostream>

#include <fmt/core.h>

#include "main/demo.hpp"
#include "main/server_commands.hpp"
#include "main/settings.hpp"
#include "platform/crypto/encoding.hpp"
#include "platform/crypto/random.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;

constexpr std::string_view kTeaching =
    R"(Makes a company with one person a role, a small sales organisation, two years of accounts with what was sold to them, leads of three weeks,
and the rules that say whose they are. The accounts stand in the units of --units, whose columns lon and lat they need, and city and state are used where
they are there; without --units they stand in a hundred cities of the United States. With --units there are a data set and a plan besides, which is designed
as the first job of the server that is started next. An installation that has a company is left as it is.

All of them sign in with one password: that of BAILIWICK_DEMO_PASSWORD, or one that is made and printed once.

Examples
  bailiwick demo --data ./demo
  bailiwick demo --data ./demo --units units.csv --territories 500 --balance population=2%
  bailiwick serve --data ./demo)";

constexpr std::string_view kGroup = "The plan";

command::CommandSpec spec() {
  auto made = server_command("demo", "fill an empty installation with a demonstration company",
                             "[--units FILE] [OPTIONS]", kTeaching);
  made.options.insert(
      made.options.begin(),
      {{"units", "FILE", kGroup,
        "The units of the plan, as `bailiwick design` reads them, and the places of accounts."},
       {"territories", "N", kGroup, "How many territories. Usually 500."},
       {"balance", "MEASURE=PERCENT", kGroup, "What they hold equally. Usually population=2%."},
       {"seconds", "N", kGroup, "How long the design searches. Usually 20."}});
  return made;
}

Error bad_value(std::string_view option, std::string_view value, std::string_view expected) {
  return {ErrorCode::kInvalidInput, "X031", fmt::format("--{} {}: {}.", option, value, expected)};
}

std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value > 0)) return std::nullopt;
  return value;
}

// "population=2%".
Result<void> read_balance(const std::string& text, DemoRequest& request) {
  const std::size_t equals = text.rfind('=');
  const auto percent = equals == std::string::npos || equals == 0 || !text.ends_with('%')
                           ? std::nullopt
                           : number_of(text.substr(equals + 1, text.size() - equals - 2));
  if (!percent || *percent > 100)
    return tl::unexpected(bad_value("balance", text, "write it as population=2%"));
  request.measure = text.substr(0, equals);
  request.tolerance = *percent / 100.0;
  return {};
}

Result<void> read_units(const std::string& file, DemoRequest& request) {
  std::ifstream in(file, std::ios::binary);
  request.units_csv.assign(std::istreambuf_iterator<char>(in), {});
  if (in && !request.units_csv.empty()) return {};
  return tl::unexpected(bad_value("units", file, "the file cannot be read, or is empty"));
}

Checked<DemoRequest> request_of(const command::ParsedOptions& options) {
  DemoRequest request;
  Errors errors;
  const auto keep = [&](const Result<void>& read) {
    if (!read) errors.push_back(read.error());
  };
  if (const auto file = options.value("units")) keep(read_units(std::string(*file), request));
  if (const auto text = options.value("balance")) keep(read_balance(std::string(*text), request));
  const auto number = [&](std::string_view name, double most, double standard) {
    const auto text = options.value(name);
    if (!text) return standard;
    const auto value = number_of(std::string(*text));
    if (value && *value >= 1 && *value <= most) return *value;
    errors.push_back(
        bad_value(name, *text, fmt::format("a number from 1 to {} is expected", most)));
    return standard;
  };
  request.territories =
      static_cast<std::int32_t>(number("territories", planning::kTerritoriesMax, 500));
  request.seconds = number("seconds", planning::kDesignSecondsMax, 20);
  if (!errors.empty()) return fail(std::move(errors));
  request.has_layers = !request.units_csv.empty();
  const char* given = std::getenv("BAILIWICK_DEMO_PASSWORD");
  request.password = given != nullptr
                         ? std::string(given)
                         : platform::crypto::to_base64url(platform::crypto::random_bytes(12));
  return request;
}

void print(const std::vector<DemoPerson>& people, const std::string& password, bool is_json,
           const command::Console& console) {
  if (is_json) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const DemoPerson& person : people)
      list.push_back({{"email", person.email}, {"role", person.role}});
    console.out << nlohmann::ordered_json{{"people", list}, {"password", password}}.dump() << "\n";
    return;
  }
  console.out << "The demonstration company is ready. Sign in as\n";
  for (const DemoPerson& person : people) console.out << "  " << person.email << "\n";
  console.out << "with the password  " << password << "\n";
}

command::ExitCode run_demo(const command::ParsedOptions& options, const command::Console& console) {
  const bool is_json = options.has("json");
  const auto loaded = load_settings(options);
  if (!loaded) return command::report_errors(loaded.error(), is_json, console);
  const auto request = request_of(options);
  if (!request) return command::report_errors(request.error(), is_json, console);
  const auto application = Application::open(loaded->config, {});
  if (!application) return command::report_errors({application.error()}, is_json, console);
  const auto people = make_demo(**application, *request);
  if (!people) return command::report_errors(people.error(), is_json, console);
  print(*people, request->password, is_json, console);
  return command::ExitCode::kOk;
}

}  // namespace

command::Command demo_command() { return {spec(), run_demo}; }

}  // namespace bailiwick
