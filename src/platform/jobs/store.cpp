#include "platform/jobs/store.hpp"

#include <cassert>
#include <utility>

namespace bailiwick::platform::jobs {
namespace {

using db::Connection;
using db::Row;
using db::Sql;
using db::SqlText;
using db::Value;

constexpr Sql kColumns =
    "tenant_id, job_id, kind, title, state, progress, message, created_by, created_at, run_at, "
    "started_at, "
    "finished_at, attempts, failures, is_cancel_requested, is_internal, lane, payload, result, "
    "problem_code, "
    "problem_rule, problem_message";

std::optional<Error> problem_of(const Row& row) {
  if (row.is_null(19)) return std::nullopt;
  ErrorCode code = ErrorCode::kInternal;
  for (int i = 0; i <= static_cast<int>(ErrorCode::kInternal); ++i) {
    if (name_of(static_cast<ErrorCode>(i)) == row.text(19)) code = static_cast<ErrorCode>(i);
  }
  return Error{code, std::string(row.text(20)), std::string(row.text(21))};
}

Job job_of(const Row& row) {
  Job job;
  job.tenant = row.id<TenantTag>(0);
  job.id = row.id<JobTag>(1);
  job.kind = row.text(2);
  job.title = row.text(3);
  job.state = parse_job_state(row.text(4)).value();
  job.progress = row.real(5);
  job.message = row.text(6);
  if (!row.is_null(7)) job.created_by = row.id<PersonTag>(7);
  job.created_at = row.instant(8);
  job.run_at = row.instant(9);
  job.started_at = row.optional_instant(10);
  job.finished_at = row.optional_instant(11);
  job.attempts = row.int64(12);
  job.failures = row.int64(13);
  job.is_cancel_requested = row.truth(14);
  job.is_internal = row.truth(15);
  job.lane = row.text(16);
  job.payload = row.text(17);
  job.result = row.optional_text(18);
  job.problem = problem_of(row);
  return job;
}

Result<std::vector<Job>> jobs_of(Connection& connection, const SqlText& sql,
                                 std::span<const Value> params) {
  std::vector<Job> jobs;
  const auto done =
      connection.query(sql, params, [&](const Row& row) { jobs.push_back(job_of(row)); });
  if (!done) return tl::unexpected(done.error());
  return jobs;
}

Result<std::optional<Job>> job_or_nothing(Result<std::vector<Job>> jobs) {
  if (!jobs) return tl::unexpected(jobs.error());
  if (jobs->empty()) return std::nullopt;
  return std::move(jobs->front());
}

SqlText select(Sql rest) {
  SqlText sql = Sql("SELECT ");
  sql += kColumns;
  sql += rest;
  return sql;
}

Value id_or_null(PersonId id) { return id.is_nil() ? Value() : Value(id); }

Value text_or_null(const std::optional<Error>& problem, std::string Error::*member) {
  return problem ? Value((*problem).*member) : Value();
}

Value code_or_null(const std::optional<Error>& problem) {
  return problem ? Value(name_of(problem->code)) : Value();
}

Result<bool> has_changed(const Result<std::int64_t>& rows) {
  if (!rows) return tl::unexpected(rows.error());
  return *rows > 0;
}

// What a job j needs to run now, apart from its company: its kind is known ($2 on), its time ($1) has come, its lane is free.
SqlText could_run(std::size_t kind_count) {
  SqlText sql = Sql(
      " AND j.state = 'queued' AND j.run_at <= $1 AND (j.lane = '' OR NOT EXISTS (SELECT 1 FROM "
      "job r "
      "WHERE r.tenant_id = j.tenant_id AND r.lane = j.lane AND r.state = 'running' AND r.lane <> "
      "'')) "
      "AND j.kind IN (");
  for (std::size_t i = 0; i < kind_count; ++i) {
    sql += i == 0 ? Sql("$") : Sql(", $");
    sql += i + 2;
  }
  sql += ")";
  return sql;
}

std::vector<Value> params_of(Instant now, std::span<const std::string> kinds) {
  std::vector<Value> params = {now};
  params.insert(params.end(), kinds.begin(), kinds.end());
  return params;
}

}  // namespace

Result<void> insert(Connection& connection, const Job& job) {
  const auto done = connection.execute(
      "INSERT INTO job (tenant_id, job_id, kind, title, lane, is_internal, payload, created_by, "
      "created_at, state, "
      "run_at, attempts, failures, is_cancel_requested, progress, message) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, 0.0, '')",
      {job.tenant, job.id, job.kind, job.title, job.lane, job.is_internal, job.payload,
       id_or_null(job.created_by), job.created_at, name_of(job.state), job.run_at});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<std::optional<Job>> find(Connection& connection, TenantId tenant, JobId id) {
  return job_or_nothing(jobs_of(connection,
                                select(" FROM job WHERE tenant_id = $1 AND job_id = $2"),
                                std::vector<Value>{tenant, id}));
}

Result<std::optional<Job>> find_waiting(Connection& connection, TenantId tenant,
                                        const std::string& lane) {
  return job_or_nothing(
      jobs_of(connection,
              select(" FROM job WHERE tenant_id = $1 AND lane = $2 AND lane <> '' AND "
                     "state = 'queued' ORDER BY run_at, job_id LIMIT 1"),
              std::vector<Value>{tenant, lane}));
}

Result<void> set_run_at(Connection& connection, const Job& job) {
  const auto done = connection.execute(
      "UPDATE job SET run_at = $3 WHERE tenant_id = $1 AND job_id = $2 AND state = 'queued'",
      {job.tenant, job.id, job.run_at});
  if (!done) return tl::unexpected(done.error());
  return {};
}

Result<std::vector<Candidate>> candidates(Connection& connection,
                                          std::span<const std::string> kinds, Instant now) {
  assert(!kinds.empty());
  // A loose index scan: from each company with a waiting job to the next, however many jobs it has.
  SqlText sql = Sql(
      "WITH RECURSIVE waiting(tenant_id) AS ("
      "SELECT f.tenant_id FROM (SELECT tenant_id FROM job WHERE state = 'queued' ORDER BY "
      "tenant_id LIMIT 1) f "
      "UNION ALL SELECT (SELECT n.tenant_id FROM job n WHERE n.state = 'queued' AND n.tenant_id > "
      "w.tenant_id "
      "ORDER BY n.tenant_id LIMIT 1) FROM waiting w WHERE w.tenant_id IS NOT NULL) "
      "SELECT w.tenant_id, (SELECT count(*) FROM job r WHERE r.tenant_id = w.tenant_id AND r.state "
      "= 'running') "
      "FROM waiting w WHERE w.tenant_id IS NOT NULL AND EXISTS (SELECT 1 FROM job j "
      "WHERE j.tenant_id = w.tenant_id");
  sql += could_run(kinds.size());
  sql += ") ORDER BY w.tenant_id";
  std::vector<Candidate> found;
  const auto done = connection.query(sql, params_of(now, kinds), [&](const Row& row) {
    found.push_back({row.id<TenantTag>(0), row.int64(1)});
  });
  if (!done) return tl::unexpected(done.error());
  return found;
}

Result<std::optional<Job>> claim(Connection& connection, const Claim& claim) {
  assert(!claim.kinds.empty());
  std::vector<Value> params = params_of(claim.now, claim.kinds);
  const std::size_t tenant = params.size() + 1;
  params.emplace_back(claim.tenant);
  params.emplace_back(claim.lease_until);
  SqlText sql = Sql(
      "UPDATE job SET state = 'running', attempts = attempts + 1, started_at = $1, progress = 0.0, "
      "message = '', "
      "lease_until = $");
  sql += tenant + 1;
  sql += " WHERE tenant_id = $";
  sql += tenant;
  sql += " AND job_id = (SELECT j.job_id FROM job j WHERE j.tenant_id = $";
  sql += tenant;
  sql += could_run(claim.kinds.size());
  sql += " ORDER BY j.run_at, j.job_id LIMIT 1";
  if (connection.dialect() == db::Dialect::kPostgres) sql += " FOR UPDATE SKIP LOCKED";
  sql += ") AND state = 'queued' RETURNING ";
  sql += kColumns;
  return job_or_nothing(jobs_of(connection, sql, params));
}

Result<Hold> renew(Connection& connection, const Job& job, Instant lease_until) {
  Hold hold = Hold::kLost;
  const auto done = connection.query(
      "UPDATE job SET lease_until = $4 WHERE tenant_id = $1 AND job_id = $2 AND attempts = $3 AND "
      "state = 'running' RETURNING is_cancel_requested",
      {job.tenant, job.id, job.attempts, lease_until},
      [&](const Row& row) { hold = row.truth(0) ? Hold::kCancelRequested : Hold::kHeld; });
  if (!done) return tl::unexpected(done.error());
  return hold;
}

Result<Hold> look(Connection& connection, const Job& job) {
  Hold hold = Hold::kLost;
  const auto done = connection.query(
      "SELECT is_cancel_requested FROM job WHERE tenant_id = $1 AND job_id = $2 AND attempts = $3 "
      "AND "
      "state = 'running'",
      {job.tenant, job.id, job.attempts},
      [&](const Row& row) { hold = row.truth(0) ? Hold::kCancelRequested : Hold::kHeld; });
  if (!done) return tl::unexpected(done.error());
  return hold;
}

Result<bool> set_progress(Connection& connection, const Job& job) {
  return has_changed(
      connection.execute("UPDATE job SET progress = $4, message = $5 WHERE tenant_id = $1 AND "
                         "job_id = $2 AND attempts = $3 AND "
                         "state = 'running'",
                         {job.tenant, job.id, job.attempts, job.progress, job.message}));
}

Result<bool> settle(Connection& connection, const Job& job) {
  assert(job.state != JobState::kRunning);
  return has_changed(connection.execute(
      "UPDATE job SET state = $4, run_at = $5, finished_at = $6, failures = $7, progress = $8, "
      "message = $9, "
      "result = $10, problem_code = $11, problem_rule = $12, problem_message = $13, lease_until = "
      "NULL "
      "WHERE tenant_id = $1 AND job_id = $2 AND attempts = $3 AND state = 'running'",
      {job.tenant, job.id, job.attempts, name_of(job.state), job.run_at, job.finished_at,
       job.failures, job.progress, job.message, job.result, code_or_null(job.problem),
       text_or_null(job.problem, &Error::rule), text_or_null(job.problem, &Error::message)}));
}

Result<std::vector<Job>> expired(Connection& connection, Instant now, std::int64_t count_max) {
  return jobs_of(
      connection,
      select(
          " FROM job WHERE state = 'running' AND lease_until < $1 ORDER BY lease_until LIMIT $2"),
      std::vector<Value>{now, count_max});
}

Result<bool> is_expired(Connection& connection, const Job& job, Instant now) {
  bool is_one = false;
  const auto done = connection.query(
      "SELECT 1 FROM job WHERE tenant_id = $1 AND job_id = $2 AND attempts = $3 AND state = "
      "'running' AND "
      "lease_until < $4",
      {job.tenant, job.id, job.attempts, now}, [&](const Row&) { is_one = true; });
  if (!done) return tl::unexpected(done.error());
  return is_one;
}

Result<bool> change(Connection& connection, const Job& job, JobState from) {
  assert(from != JobState::kRunning && job.state != JobState::kRunning);
  return has_changed(connection.execute(
      "UPDATE job SET state = $4, run_at = $5, finished_at = $6, failures = $7, "
      "is_cancel_requested = $8, "
      "progress = $9, message = $10 WHERE tenant_id = $1 AND job_id = $2 AND state = $3",
      {job.tenant, job.id, name_of(from), name_of(job.state), job.run_at, job.finished_at,
       job.failures, job.is_cancel_requested, job.progress, job.message}));
}

Result<bool> request_cancel(Connection& connection, const Job& job) {
  return has_changed(
      connection.execute("UPDATE job SET is_cancel_requested = 1 WHERE tenant_id = $1 AND job_id = "
                         "$2 AND state = 'running'",
                         {job.tenant, job.id}));
}

Result<std::vector<Job>> list(Connection& connection, TenantId tenant, const JobFilter& filter) {
  SqlText sql = select(" FROM job WHERE tenant_id = $1 AND is_internal = 0");
  std::vector<Value> params = {tenant};
  const auto condition = [&](Sql text, Value value) {
    params.push_back(std::move(value));
    sql += text;
    sql += params.size();
  };
  if (filter.created_by) condition(" AND created_by = $", *filter.created_by);
  if (filter.kind) condition(" AND kind = $", *filter.kind);
  if (filter.state) condition(" AND state = $", name_of(*filter.state));
  if (filter.before) condition(" AND job_id < $", *filter.before);
  condition(" ORDER BY job_id DESC LIMIT $", filter.limit);
  return jobs_of(connection, sql, params);
}

Result<std::vector<StateCount>> unfinished(Connection& connection) {
  return db::query_all(connection,
                       "SELECT 'queued', count(*) FROM job WHERE state = 'queued' UNION ALL "
                       "SELECT 'running', count(*) FROM job WHERE state = 'running'",
                       {}, [](const Row& row) {
                         return StateCount{*parse_job_state(row.text(0)), row.int64(1)};
                       });
}

Result<std::int64_t> prune(Connection& connection, Instant before, std::int64_t count_max) {
  return connection.execute(
      "DELETE FROM job WHERE (tenant_id, job_id) IN (SELECT tenant_id, job_id FROM job "
      "WHERE finished_at IS NOT NULL AND finished_at < $1 LIMIT $2)",
      {before, count_max});
}

}  // namespace bailiwick::platform::jobs
