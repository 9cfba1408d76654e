#include "platform/metrics/registry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <iterator>

namespace bailiwick::platform::metrics {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\\' || c == '"') result += '\\';
    if (c == '\n')
      result += "\\n";
    else
      result += c;
  }
  return result;
}

// {route="getPerson",status="2xx"}, `more` last; nothing where there are none.
std::string labels_text(const Labels& labels, std::string_view more = "") {
  std::string text;
  for (const auto& [name, value] : labels)
    text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", name, escaped(value));
  if (!more.empty()) text += fmt::format("{}{}", text.empty() ? "" : ",", more);
  return text.empty() ? text : "{" + text + "}";
}

constexpr std::string_view kKindNames[] = {"counter", "gauge", "histogram"};

}  // namespace

Histogram::Histogram(std::vector<double> bounds)
    : bounds_(std::move(bounds)), counts_(bounds_.size() + 1) {
  assert(std::is_sorted(bounds_.begin(), bounds_.end()));
}

void Histogram::observe(double value) {
  const auto above = std::lower_bound(bounds_.begin(), bounds_.end(), value);
  counts_[static_cast<std::size_t>(above - bounds_.begin())].fetch_add(1,
                                                                       std::memory_order_relaxed);
  sum_micros_.fetch_add(static_cast<std::uint64_t>(std::max(0.0, value) * 1e6),
                        std::memory_order_relaxed);
}

std::vector<double> duration_bounds() {
  return {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
}

Registry::Family& Registry::family(std::string_view name, Kind kind, std::string_view help) {
  const auto [found, is_new] = families_.try_emplace(std::string(name));
  if (is_new) {
    found->second.kind = kind;
    found->second.help = help;
  }
  assert(found->second.kind == kind && "a name stands for one kind of figure");
  return found->second;
}

Counter& Registry::counter(std::string_view name, std::string_view help, Labels labels) {
  const std::lock_guard lock(mutex_);
  Counter& counter = counters_.emplace_back();
  family(name, Kind::kCounter, help).series.push_back({std::move(labels), &counter, nullptr, {}});
  return counter;
}

Histogram& Registry::histogram(std::string_view name, std::string_view help,
                               std::vector<double> bounds, Labels labels) {
  const std::lock_guard lock(mutex_);
  Histogram& histogram = histograms_.emplace_back(std::move(bounds));
  family(name, Kind::kHistogram, help)
      .series.push_back({std::move(labels), nullptr, &histogram, {}});
  return histogram;
}

void Registry::gauge(std::string_view name, std::string_view help, std::function<double()> read,
                     Labels labels) {
  const std::lock_guard lock(mutex_);
  family(name, Kind::kGauge, help)
      .series.push_back({std::move(labels), nullptr, nullptr, std::move(read)});
}

void Registry::write_histogram(std::string& out, std::string_view name, const Series& series) {
  const Histogram& histogram = *series.histogram;
  auto into = std::back_inserter(out);
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < histogram.counts_.size(); ++i) {
    count += histogram.counts_[i].load(std::memory_order_relaxed);
    const std::string bound = i < histogram.bounds_.size()
                                  ? fmt::format("le=\"{}\"", histogram.bounds_[i])
                                  : "le=\"+Inf\"";
    fmt::format_to(into, "{}_bucket{} {}\n", name, labels_text(series.labels, bound), count);
  }
  const double sum =
      static_cast<double>(histogram.sum_micros_.load(std::memory_order_relaxed)) / 1e6;
  fmt::format_to(into, "{}_sum{} {}\n", name, labels_text(series.labels), sum);
  fmt::format_to(into, "{}_count{} {}\n", name, labels_text(series.labels), count);
}

std::string Registry::text() const {
  const std::lock_guard lock(mutex_);
  std::string out;
  auto into = std::back_inserter(out);
  for (const auto& [name, family] : families_) {
    fmt::format_to(into, "# HELP {} {}\n# TYPE {} {}\n", name, family.help, name,
                   kKindNames[static_cast<std::size_t>(family.kind)]);
    for (const Series& series : family.series) {
      if (series.histogram != nullptr)
        write_histogram(out, name, series);
      else if (series.counter != nullptr)
        fmt::format_to(into, "{}{} {}\n", name, labels_text(series.labels),
                       series.counter->value());
      else
        fmt::format_to(into, "{}{} {}\n", name, labels_text(series.labels), series.read());
    }
  }
  return out;
}

}  // namespace bailiwick::platform::metrics
