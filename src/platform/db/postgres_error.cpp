#include "platform/db/postgres_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bailiwick::platform::db {
namespace {

constexpr std::string_view kUnreachable =
    "The database server cannot be reached or is restarting. Try again in a moment; if it stays "
    "so, check the server.";

// The first row whose beginning fits decides.
struct Mapping {
  std::string_view beginning;
  std::string_view rule;
  ErrorCode code;
  Remedy remedy;
};
constexpr std::array kMappings = {
    Mapping{"23505", "D006", ErrorCode::kConflict, Remedy::kNone},
    Mapping{"23503", "D007", ErrorCode::kConflict, Remedy::kNone},
    Mapping{"23", "D009", ErrorCode::kInvalidInput, Remedy::kNone},  // not null, check, exclusion
    Mapping{"22", "D009", ErrorCode::kInvalidInput,
            Remedy::kNone},  // data that do not fit the type
    Mapping{"P0001", "D009", ErrorCode::kInvalidInput, Remedy::kNone},  // RAISE in a trigger
    Mapping{"40", "D002", ErrorCode::kUnavailable, Remedy::kAgain},
    Mapping{"08P01", "D005", ErrorCode::kInternal, Remedy::kNone},  // a wrong number of parameters
    Mapping{"08", "D002", ErrorCode::kUnavailable, Remedy::kReconnect},
    Mapping{"57P", "D002", ErrorCode::kUnavailable,
            Remedy::kReconnect},  // shutting down, starting up
    Mapping{"25006", "D005", ErrorCode::kInternal,
            Remedy::kReconnect},  // read only: a read(), or a demoted node
    Mapping{"53100", "D004", ErrorCode::kIo, Remedy::kNone},
    Mapping{"53", "D002", ErrorCode::kUnavailable,
            Remedy::kNone},  // no memory, too many connections
    Mapping{"55P03", "D002", ErrorCode::kUnavailable,
            Remedy::kNone},  // a lock was waited for long enough
    Mapping{"57014", "D002", ErrorCode::kUnavailable, Remedy::kNone},  // cancelled by a time limit
    Mapping{"58", "D011", ErrorCode::kIo, Remedy::kNone},
    Mapping{"BW001", "D032", ErrorCode::kUnavailable,
            Remedy::kNone},  // our own: cluster_refuse_departed()
    Mapping{"XX001", "D003", ErrorCode::kIo, Remedy::kNone},
    Mapping{"XX002", "D003", ErrorCode::kIo, Remedy::kNone},
    Mapping{"", "D005", ErrorCode::kInternal, Remedy::kNone},
};

std::string text_of(std::string_view rule, const PostgresRefusal& refusal, std::string_view sql) {
  if (rule == "D002") return std::string(kUnreachable);
  if (rule == "D003")
    return fmt::format("The database is damaged ({}). Stop the server and restore the last backup.",
                       refusal.message);
  if (rule == "D004")
    return "The disk that holds the database is full. Make room; nothing was written.";
  if (rule == "D006") return fmt::format("A row like that exists already ({}).", refusal.message);
  if (rule == "D007") {
    return "A row refers to another that is not there, or is still referred to. Read again what it "
           "refers to.";
  }
  if (rule == "D009")
    return fmt::format("The table does not take such a row ({}).", refusal.message);
  if (rule == "D032")
    return "The company is moving to another database server. Try again in a minute.";
  if (rule == "D011") {
    return fmt::format(
        "The disk that holds the database does not read or write ({}). Check the disk.",
        refusal.message);
  }
  return fmt::format("The database refused a statement ({} {}): {}", refusal.state, refusal.message,
                     sql);
}

}  // namespace

PostgresFault postgres_fault(const PostgresRefusal& refusal, std::string_view sql) {
  if (refusal.state.empty()) {
    return {{ErrorCode::kUnavailable, "D002", std::string(kUnreachable)}, Remedy::kReconnect};
  }
  const auto* mapping = std::find_if(kMappings.begin(), kMappings.end(), [&](const Mapping& m) {
    return refusal.state.starts_with(m.beginning);
  });
  PostgresFault fault;
  fault.error = {mapping->code, std::string(mapping->rule), text_of(mapping->rule, refusal, sql)};
  fault.remedy = mapping->remedy;
  // A migration has changed the columns of a statement that this connection had prepared.
  if (refusal.state == "0A000" && refusal.function == "RevalidateCachedQuery")
    fault.remedy = Remedy::kReconnect;
  return fault;
}

}  // namespace bailiwick::platform::db
