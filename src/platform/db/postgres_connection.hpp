// One connection to PostgreSQL, with its statements prepared once and kept by their text and the types of their parameters. One
// thread at a time. Private to this folder.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.hpp"
#include "platform/db/database.hpp"
#include "platform/db/postgres_error.hpp"
#include "platform/db/postgres_parameters.hpp"

struct pg_conn;
struct pg_result;

namespace bailiwick::platform::db {

class PostgresConnection final : public Connection {
 public:
  // `uri` is libpq's, with as many hosts as there are. Waits `busy_millis` at most for a host, and as long for a lock.
  // D001 where the server refuses who asks or the database's name, D002 where it cannot be reached.
  [[nodiscard]] static Result<std::unique_ptr<PostgresConnection>> open(const std::string& uri,
                                                                        int busy_millis);
  ~PostgresConnection() override;
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  [[nodiscard]] Dialect dialect() const override { return Dialect::kPostgres; }
  using Connection::perform;

  Result<void> control(Sql sql) override;
  // Ends the transaction, if there is one still, without saying how that went.
  void roll_back();

  // Of the first refusal since begin_work(): what would help. kReconnect also when the connection is gone.
  [[nodiscard]] Remedy remedy() const { return remedy_; }
  [[nodiscard]] bool is_lost() const override { return remedy_ != Remedy::kNone; }
  [[nodiscard]] bool is_usable() const;
  // Whether statements since begin_work() changed rows.
  [[nodiscard]] bool has_changed() const { return has_changed_; }
  void begin_work();
  [[nodiscard]] pg_conn* handle() const { return handle_; }

  // Hands what `out` (COPY ... TO STDOUT, here) sends to `in` (COPY ... FROM STDIN, on `target`), row by row. The number of
  // rows. Outside of what is guarded: an error means that both transactions are lost.
  Result<std::int64_t> pipe_copy(const std::string& out, PostgresConnection& target,
                                 const std::string& in);

 protected:
  Result<std::int64_t> run(std::string_view sql, std::span<const Value> params,
                           const OnRow* on_row) override;
  Result<std::int64_t> run_insert_many(std::string_view table, std::span<const Sql> columns,
                                       const NextRow& next) override;

 private:
  struct Clearer {
    void operator()(pg_result* result) const;
  };
  using Answer = std::unique_ptr<pg_result, Clearer>;

  explicit PostgresConnection(pg_conn* handle) : handle_(handle) {}
  Result<std::string> prepared(std::string_view sql, const PostgresParameters& params);
  tl::unexpected<Error> refused(const pg_result* result, std::string_view sql);
  std::int64_t changed_rows(pg_result* result);
  Result<std::int64_t> copy_rows(const std::string& copy, const std::vector<unsigned>& types,
                                 const NextRow& next);
  Result<std::vector<unsigned>> column_types(const std::string& select);
  Result<std::int64_t> end_copy(const char* fault, std::string_view sql);

  pg_conn* handle_;
  std::unordered_map<std::string, std::string> statements_;  // types and text -> name
  std::int64_t statement_number_ = 0;
  Remedy remedy_ = Remedy::kNone;
  bool has_changed_ = false;
};

}  // namespace bailiwick::platform::db
