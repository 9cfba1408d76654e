// Figures of the running program for an operator's monitoring, in Prometheus' text format 0.0.4.
//
// Counters only grow; gauges are asked for at the time of reading; histograms count observations below fixed bounds. A figure is
// registered once, at start, and counted without locks from any thread; the references stay good as long as the registry.
// Names are snake_case with their unit and "_total" for counters ("bailiwick_jobs_finished_total"). Labels are few and of few values:
// never an id or a person.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bailiwick::platform::metrics {

using Labels = std::vector<std::pair<std::string, std::string>>;

class Counter {
 public:
  void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

class Histogram {
 public:
  // Bounds in increasing order; what is above the last falls into a bucket of its own.
  explicit Histogram(std::vector<double> bounds);
  void observe(double value);

 private:
  friend class Registry;
  std::vector<double> bounds_;
  std::deque<std::atomic<std::uint64_t>> counts_;  // one more than bounds
  std::atomic<std::uint64_t> sum_micros_{
      0};  // millionths, so that it can be added to without a lock
};

// Seconds, from half a millisecond to ten seconds: for requests, statements and jobs' steps.
[[nodiscard]] std::vector<double> duration_bounds();

class Registry {
 public:
  Counter& counter(std::string_view name, std::string_view help, Labels labels = {});
  Histogram& histogram(std::string_view name, std::string_view help, std::vector<double> bounds,
                       Labels labels = {});
  // `read` is called while the figures are written: quick, thread-safe, and not itself using the registry.
  void gauge(std::string_view name, std::string_view help, std::function<double()> read,
             Labels labels = {});

  // All figures, by name and then in the order registered.
  [[nodiscard]] std::string text() const;

 private:
  enum class Kind { kCounter, kGauge, kHistogram };
  struct Series {
    Labels labels;
    Counter* counter = nullptr;
    Histogram* histogram = nullptr;
    std::function<double()> read;
  };
  struct Family {
    Kind kind = Kind::kCounter;
    std::string help;
    std::vector<Series> series;
  };
  Family& family(std::string_view name, Kind kind, std::string_view help);
  static void write_histogram(std::string& out, std::string_view name, const Series& series);

  mutable std::mutex mutex_;  // guards the maps, not the figures
  std::map<std::string, Family, std::less<>> families_;
  std::deque<Counter> counters_;
  std::deque<Histogram> histograms_;
};

}  // namespace bailiwick::platform::metrics
