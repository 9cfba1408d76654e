// The one way to run a text that is no literal of the program. For migrations, whose texts are files built into the program,
// and for moving tables, whose names come from the database's own catalogue. Private to this folder.
#pragma once

#include <span>
#include <string_view>

#include "platform/db/database.hpp"

namespace bailiwick::platform::db {

class TrustedSql {
 public:
  static Result<std::int64_t> execute(Connection& connection, std::string_view sql,
                                      std::span<const Value> params = {}) {
    return connection.guarded(sql, params, nullptr);
  }
  static Result<void> query(Connection& connection, std::string_view sql,
                            std::span<const Value> params, const Connection::OnRow& on_row) {
    const auto done = connection.guarded(sql, params, &on_row);
    if (!done) return tl::unexpected(done.error());
    return {};
  }
};

}  // namespace bailiwick::platform::db
