// `bailiwick token add|list|revoke`: API tokens of a person, for scripts that are set up together with the server.
#include <charconv>
#include <nlohmann/json.hpp>
#include <ostream>

#include <fmt/core.h>

#include "main/application_command.hpp"
#include "main/operator.hpp"
#include "main/server_commands.hpp"
#include "main/settings.hpp"
#include "platform/config/values.hpp"
#include "platform/crypto/random.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;
namespace identity = platform::identity;
using command::Console;
using command::ExitCode;
using command::ParsedOptions;

constexpr std::int64_t kDaySeconds = 24 * 3600;

constexpr std::string_view kAddTeaching =
    R"(Makes an API token of a person and prints its secret, once. It may do what its scopes say and its owner's roles allow, until its day.

Examples
  bailiwick token add kim@example.com --name "nightly export" --scopes plans.read --days 90)";

constexpr std::string_view kListTeaching =
    R"(Lists a person's API tokens, without their secrets.

Examples
  bailiwick token list kim@example.com)";

constexpr std::string_view kRevokeTeaching =
    R"(Ends an API token at once.

Examples
  bailiwick token revoke kim@example.com token_01h455vb4pex5vsknk084sn02q)";

// The person as they are, through the command line.
identity::Principal principal_of(const FoundPerson& found) {
  identity::Principal principal;
  principal.tenant = found.tenant;
  principal.person = found.person.id;
  principal.channel = identity::Channel::kSystem;
  principal.roles = found.person.roles;
  principal.permissions = identity::permissions_of(found.person.roles);
  return principal;
}

Result<std::set<identity::Permission>> scopes_of(std::string_view words) {
  std::set<identity::Permission> scopes;
  for (const std::string& word : platform::config::split_list(words)) {
    const auto scope = identity::parse_permission(word);
    if (!scope) {
      return fail(ErrorCode::kInvalidInput, "X054",
                  fmt::format("--scopes: \"{}\" is no permission. docs/guide/permissions.md lists "
                              "them; separate several by commas.",
                              word));
    }
    scopes.insert(*scope);
  }
  return scopes;
}

Result<Instant> end_of(const ParsedOptions& options) {
  const std::string text(options.value("days").value_or("90"));
  std::int64_t days = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  if (error != std::errc() || end != text.data() + text.size() || days < 1 ||
      days > identity::kTokenDaysMax) {
    return fail(ErrorCode::kInvalidInput, "X055",
                fmt::format("--days {}: a whole number from 1 to {} is expected.", text,
                            identity::kTokenDaysMax));
  }
  return platform::crypto::system_wall_clock()().plus_seconds(days * kDaySeconds);
}

ExitCode add(Application& application, const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  const auto scopes = scopes_of(options.value("scopes").value_or(""));
  const auto end = end_of(options);
  Errors errors;
  if (!scopes) errors.push_back(scopes.error());
  if (!end) errors.push_back(end.error());
  if (!errors.empty()) return command::report_errors(errors, is_json, console);
  const auto found = person_by_email(application, options.operands.front());
  if (!found) return command::report_errors({found.error()}, is_json, console);
  const auto made = application.identity().tokens.make(
      principal_of(*found), {.name = std::string(options.value("name").value_or("command line")),
                             .scopes = *scopes,
                             .expires_at = *end});
  if (!made) return command::report_errors(made.error(), is_json, console);
  if (is_json) {
    console.out
        << nlohmann::ordered_json{{"id", made->token.id.text()}, {"secret", made->secret}}.dump()
        << "\n";
  } else {
    console.out << fmt::format("{}\nIt ends at {}. The secret is not shown again.\n", made->secret,
                               to_text(made->token.expires_at));
  }
  return ExitCode::kOk;
}

std::string words_of(const std::set<identity::Permission>& scopes) {
  std::string text;
  for (const identity::Permission scope : scopes) {
    if (!text.empty()) text += ',';
    text += identity::name_of(scope);
  }
  return text;
}

ExitCode list(Application& application, const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  const auto found = person_by_email(application, options.operands.front());
  if (!found) return command::report_errors({found.error()}, is_json, console);
  const auto tokens = application.identity().tokens.list(principal_of(*found));
  if (!tokens) return command::report_errors({tokens.error()}, is_json, console);
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const identity::ApiToken& token : *tokens) {
    const std::string end = to_text(token.expires_at);
    json.push_back({{"id", token.id.text()},
                    {"name", token.name},
                    {"scopes", words_of(token.scopes)},
                    {"expires_at", end}});
    if (!is_json)
      console.out << fmt::format("{}  {:<24} until {}  {}\n", token.id.text(), token.name, end,
                                 words_of(token.scopes));
  }
  if (is_json) console.out << json.dump(2) << "\n";
  if (!is_json && tokens->empty()) console.out << "They have no tokens.\n";
  return ExitCode::kOk;
}

ExitCode revoke(Application& application, const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  const auto id = identity::TokenId::parse(options.operands[1]);
  if (!id) {
    return command::report_errors(
        {{ErrorCode::kInvalidInput, "X056",
          fmt::format("\"{}\" is no token's id. `bailiwick token list` shows them.",
                      options.operands[1])}},
        is_json, console);
  }
  const auto found = person_by_email(application, options.operands.front());
  if (!found) return command::report_errors({found.error()}, is_json, console);
  const auto done = application.identity().tokens.revoke(principal_of(*found), *id);
  if (!done) return command::report_errors({done.error()}, is_json, console);
  console.out << "Revoked.\n";
  return ExitCode::kOk;
}

}  // namespace

std::vector<command::Command> token_commands() {
  constexpr std::string_view kGroup = "The token";
  auto add_spec = server_command("token add", "make an API token of a person",
                                 "ADDRESS --scopes SCOPES [OPTIONS]", kAddTeaching);
  add_spec.operands_min = add_spec.operands_max = 1;
  add_spec.options.insert(
      add_spec.options.begin(),
      {{"name", "NAME", kGroup, "What it is for."},
       {"scopes", "SCOPES", kGroup, "What it may do: permissions, separated by commas."},
       {"days", "N", kGroup, "How long it is good. Usually 90."}});
  auto list_spec =
      server_command("token list", "a person's API tokens", "ADDRESS [OPTIONS]", kListTeaching);
  list_spec.operands_min = list_spec.operands_max = 1;
  auto revoke_spec = server_command("token revoke", "end an API token", "ADDRESS TOKEN [OPTIONS]",
                                    kRevokeTeaching);
  revoke_spec.operands_min = revoke_spec.operands_max = 2;
  return {{add_spec, run_with_application<add>},
          {list_spec, run_with_application<list>},
          {revoke_spec, run_with_application<revoke>}};
}

}  // namespace bailiwick
