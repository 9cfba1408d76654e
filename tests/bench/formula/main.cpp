// Measures how many evaluations of a formula one core makes in a second:  formula_bench [ROWS]
//
// The columns are made from a fixed seed: 1,000 industries, 40 countries, employees up to 100,000. Each formula runs until it has
// used a second of this thread's processor time; the best of kRounds counts, so that other programs on the machine disturb little.
#include <ctime>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "base/rng.hpp"
#include "formula/evaluate.hpp"
#include "tests/bench/formula/company.hpp"

namespace {

namespace formula = bailiwick::formula;

constexpr std::size_t kRowsDefault = 1'000'000;
constexpr int kRounds = 7;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Evaluations a second of the only formula of `program`.
double rate_of(const formula::Program& program, const formula::Rows& rows, std::size_t& matches) {
  double best = 0.0;
  for (int round = 0; round < kRounds; ++round) {
    const double start = processor_seconds();
    matches = 0;
    const std::size_t formulas[] = {0};
    const auto done =
        formula::evaluate_each(program, formulas, rows, [&](const formula::Batch& batch) {
          if (batch.kind != formula::Kind::kBool) return;
          const auto* truths = static_cast<const std::uint8_t*>(batch.lanes.values);
          for (std::size_t i = 0; i < batch.count; ++i) {
            const bool has_value =
                batch.lanes.status == nullptr || batch.lanes.status[i] == formula::Status::kValue;
            matches += has_value ? truths[i] : 0U;
          }
        });
    if (!done) return 0.0;
    best = std::max(best, static_cast<double>(rows.count) / (processor_seconds() - start));
  }
  return best;
}

void measure(const char* text, const bench::Company& company) {
  for (const bench::Strings strings : {bench::Strings::kDictionary, bench::Strings::kPlain}) {
    for (const bool has_nulls : {false, true}) {
      const auto program = formula::compile(bench::schema(has_nulls), {{"f", text}});
      if (!program) {
        for (const auto& error : bailiwick::formula::to_errors(
                 program.error(), std::vector<formula::Definition>{{"f", text}}))
          std::fprintf(stderr, "%s\n", error.message.c_str());
        continue;
      }
      const auto columns = company.columns(strings, has_nulls);
      std::size_t matches = 0;
      const double rate = rate_of(*program, {columns, company.size()}, matches);
      std::printf("%-10s  %-8s  %8.1f M/s  %8zu true  %s\n",
                  strings == bench::Strings::kDictionary ? "dictionary" : "plain",
                  has_nulls ? "nulls" : "no nulls", rate / 1e6, matches, text);
      std::fflush(stdout);
    }
  }
}

}  // namespace

int main(int count, char** words) {
  std::size_t rows = kRowsDefault;
  if (count > 1) rows = static_cast<std::size_t>(std::max(1, std::atoi(words[1])));
  const bench::Company company(rows);
  for (const char* text : {
           "industry in [\"62\", \"31\"] && employees > 500 && country == \"US\"",
           "employees > 500",
           "country == \"US\"",
           "revenue > 1000000.0 && growth >= 0.05",
           "revenue * growth / 4 > 10000",
           "coalesce(employees, 0) > 500 || industry.startsWith(\"6\")",
           "name.lowerAscii().contains(\"hospital\")",
           "renewal - today <= 90 && quarter(renewal) == 4",
       })
    measure(text, company);
  return 0;
}
