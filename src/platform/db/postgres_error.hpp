// What went wrong in PostgreSQL, as an error of ours, and whether trying again may help. Private to this folder.
// SQLSTATE: PostgreSQL 15 documentation, appendix A.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace bailiwick::platform::db {

enum class Remedy {
  kNone,       // it will fail again
  kAgain,      // run the transaction again: it met another one (40001, 40P01)
  kReconnect,  // run it again on a new connection: this one is lost or stale
  kOtherNode,  // the same for a write: this one leads to a node that only reads, as after a failover (for a read() it is a bug)
};

struct PostgresFault {
  Error error;
  Remedy remedy = Remedy::kNone;
};

struct PostgresRefusal {
  std::string_view state = {};     // five characters; empty where the connection broke
  std::string_view message = {};   // the server's words
  std::string_view function = {};  // of the server's source, which tells apart what shares a state
};

// `sql` for the message of D005.
[[nodiscard]] PostgresFault postgres_fault(const PostgresRefusal& refusal, std::string_view sql);

}  // namespace bailiwick::platform::db
