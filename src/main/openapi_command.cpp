// `bailiwick openapi`: the document of the API, without a server.
#include <ostream>

#include "main/server_commands.hpp"
#include "main/web_server.hpp"

namespace bailiwick {
namespace {

namespace command = platform::command;

constexpr std::string_view kTeaching =
    R"(Prints the OpenAPI 3.1 document of the API as this version serves it at /api/openapi.json. Needs no data folder.

Examples
  bailiwick openapi >openapi.json)";

command::ExitCode run(const command::ParsedOptions&, const command::Console& console) {
  const auto document = api_document();
  if (!document) return command::report_errors({document.error()}, false, console);
  console.out << *document << "\n";
  return command::ExitCode::kOk;
}

}  // namespace

command::Command openapi_command() {
  return {{.name = "openapi",
           .group = "The server",
           .summary = "print the API's OpenAPI document",
           .usage = "",
           .teaching = kTeaching,
           .options = {command::help_option()}},
          run};
}

}  // namespace bailiwick
