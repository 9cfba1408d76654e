// `bailiwick audit verify`: proves that no entry of the audit log was altered, removed or moved.
#include <nlohmann/json.hpp>
#include <ostream>

#include <fmt/core.h>

#include "main/application_command.hpp"
#include "main/operator.hpp"
#include "main/server_commands.hpp"
#include "main/settings.hpp"

namespace bailiwick {
namespace {

namespace audit = platform::audit;
namespace command = platform::command;
using command::Console;
using command::ExitCode;
using command::ParsedOptions;

constexpr std::string_view kTeaching =
    R"(Reads the audit log of every company from its first entry to its last and checks the chain of hashes and the seal. Whatever was altered,
removed, added or moved is found, and named. Each log's head is printed: keep it elsewhere and hand it back with --anchor, and a database
that was put back to an earlier state is found too. Exit code 1 where something is wrong.

Examples
  bailiwick audit verify
  bailiwick audit verify --tenant tenant_01h455vb4pex5vsknk084sn02q --anchor 1204:9f86d081884c7d659a2f...)";

nlohmann::ordered_json json_of(const platform::identity::Company& company,
                               const audit::Verification& verified) {
  nlohmann::ordered_json json = {{"tenant", company.id.text()},
                                 {"company", company.name},
                                 {"is_intact", verified.is_intact()},
                                 {"entries", verified.entries},
                                 {"head", verified.head.text()}};
  if (verified.first_fault) {
    json["fault"] = {{"number", verified.first_fault->number},
                     {"rule", verified.first_fault->rule},
                     {"message", verified.first_fault->message}};
  }
  return json;
}

std::string line_of(const platform::identity::Company& company,
                    const audit::Verification& verified) {
  if (verified.is_intact()) {
    return fmt::format("{}: {} entries, whole. Head {}\n", company.name, verified.entries,
                       verified.head.text());
  }
  return fmt::format("{}: at entry {}: {} {}\n", company.name, verified.first_fault->number,
                     verified.first_fault->rule, verified.first_fault->message);
}

Result<audit::Verification> verify(Application& application, TenantId tenant,
                                   const std::optional<audit::Anchor>& anchor) {
  return application.database().read([&](platform::db::Connection& connection) {
    return application.log().verify(connection, tenant, anchor);
  });
}

ExitCode run(Application& application, const ParsedOptions& options, const Console& console) {
  const bool is_json = options.has("json");
  std::optional<audit::Anchor> anchor;
  if (const auto text = options.value("anchor")) {
    const auto parsed = audit::parse_anchor(*text);
    if (!parsed) return command::report_errors({parsed.error()}, is_json, console);
    anchor = *parsed;
  }
  const auto companies = companies_of(application);
  if (!companies) return command::report_errors({companies.error()}, is_json, console);
  const auto tenant = options.value("tenant");
  if (anchor && !tenant && companies->size() != 1) {
    return command::report_errors(
        {{ErrorCode::kInvalidInput, "X052",
          "An anchor belongs to one company: say which, with --tenant ID."}},
        is_json, console);
  }
  bool is_intact = true;
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  for (const auto& company : *companies) {
    if (tenant && company.id.text() != *tenant) continue;
    const auto verified = verify(application, company.id, anchor);
    if (!verified) return command::report_errors({verified.error()}, is_json, console);
    is_intact = is_intact && verified->is_intact();
    json.push_back(json_of(company, *verified));
    if (!is_json) console.out << line_of(company, *verified);
  }
  if (is_json) console.out << json.dump(2) << "\n";
  if (!is_json && json.empty()) console.out << "There is no such company, and no log.\n";
  return is_intact ? ExitCode::kOk : ExitCode::kDemandsNotMet;
}

}  // namespace

command::Command audit_command() {
  auto spec =
      server_command("audit verify", "prove that the audit log is whole", "[OPTIONS]", kTeaching);
  spec.options.insert(spec.options.begin(),
                      {{"tenant", "ID", "What is checked", "One company's log. Usually all."},
                       {"anchor", "HEAD", "What is checked",
                        "A head that was printed before: the log must pass through it."}});
  return {spec, run_with_application<run>};
}

}  // namespace bailiwick
