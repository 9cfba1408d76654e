// The tables of a PostgreSQL database that hold tenants' rows, read from its catalogue, and their rows copied from one node to
// another. Private to this folder.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/uuid.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::platform::db {

// Tables of schema public with a column tenant_id, each after those it refers to. Names
// come quoted where they must be.
[[nodiscard]] Result<std::vector<std::string>> tenant_tables(Connection& connection);

// A tenant's id as SQL writes it. Safe to put into a statement: hexadecimal digits of ours.
[[nodiscard]] std::string sql_literal(const TenantId& tenant);

// Sends the tenant's rows of `table` by COPY from one connection to the other, inside both transactions, holding no more than a
// row in memory. Both have the same columns: both were migrated by one program. The number of rows.
[[nodiscard]] Result<std::int64_t> copy_rows(Connection& from, Connection& to,
                                             const std::string& table, const TenantId& tenant);

}  // namespace bailiwick::platform::db
