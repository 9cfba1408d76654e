// A query whose conditions vary, with its parameters, put together piece by piece: still from literals alone.
//
//   ListQuery query("SELECT name FROM person WHERE tenant_id = ", tenant);
//   if (status) query.add(" AND status = ", *status);
//   query.add(" ORDER BY name LIMIT ", limit).run(connection, [&](const Row& row) { ... });
#pragma once

#include <utility>
#include <vector>

#include "base/result.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::platform::db {

class ListQuery {
 public:
  explicit ListQuery(Sql text) : text_(text) {}
  ListQuery(Sql text, Value value) : text_(text) { bind(std::move(value)); }

  ListQuery& add(Sql text) {
    text_ += text;
    return *this;
  }
  // The text, and behind it the value as the next parameter.
  ListQuery& add(Sql text, Value value) {
    text_ += text;
    bind(std::move(value));
    return *this;
  }

  Result<void> run(Connection& connection, const Connection::OnRow& on_row) const {
    return connection.query(text_, params_, on_row);
  }
  // The number of rows it changed.
  Result<std::int64_t> execute(Connection& connection) const {
    return connection.execute(text_, params_);
  }

 private:
  void bind(Value value) {
    params_.push_back(std::move(value));
    text_ += "$";
    text_ += params_.size();
  }

  SqlText text_;
  std::vector<Value> params_;
};

}  // namespace bailiwick::platform::db
