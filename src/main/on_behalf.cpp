#include "main/on_behalf.hpp"

#include <fstream>
#include <ostream>

#include <fmt/core.h>

#include "main/operator.hpp"

namespace bailiwick {

namespace identity = platform::identity;
using platform::command::Console;
using platform::command::ParsedOptions;

Result<identity::Principal> principal_for(Application& application, const ParsedOptions& options) {
  const auto address = options.value("as");
  if (!address)
    return fail(
        ErrorCode::kInvalidInput, "X050",
        "Say on behalf of whom: --as ADDRESS. What they may see and change is what is done.");
  const auto found = person_by_email(application, *address);
  if (!found) return tl::unexpected(found.error());
  if (found->person.status != identity::PersonStatus::kActive)
    return fail(
        ErrorCode::kForbidden, "X057",
        fmt::format("{} is not active: nothing is done on their behalf.", found->person.email));
  identity::Principal principal = operator_of(found->tenant);
  principal.person = found->person.id;
  principal.roles = found->person.roles;
  principal.permissions = identity::permissions_of(found->person.roles);
  return principal;
}

Result<void> write_pieces(const std::function<bool(std::string&)>& pieces, const std::string& path,
                          const Console& console) {
  std::ofstream file;
  if (!path.empty()) file.open(path, std::ios::binary | std::ios::trunc);
  std::ostream& out = path.empty() ? console.out : file;
  for (std::string piece; out && pieces(piece); piece.clear()) out << piece;
  out.flush();
  if (out) return {};
  return fail(ErrorCode::kIo, "X062",
              fmt::format("{} cannot be written.", path.empty() ? "Standard output" : path));
}

}  // namespace bailiwick
