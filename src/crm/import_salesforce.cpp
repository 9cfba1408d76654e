#include "crm/import_salesforce.hpp"

#include "crm/import_headers.hpp"

namespace bailiwick::crm {
namespace {

constexpr std::size_t kShortId = 15;
constexpr std::size_t kIdPart = 5;
constexpr std::string_view kSuffixes = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

}  // namespace

std::optional<std::string> long_salesforce_id(std::string_view id) {
  if (id.size() != kShortId || !salesforce_object_of(id)) return std::nullopt;
  std::string whole(id);
  for (std::size_t begin = 0; begin < kShortId; begin += kIdPart) {
    std::size_t capitals = 0;
    for (std::size_t at = 0; at < kIdPart; ++at) {
      const char c = id[begin + at];
      if (c >= 'A' && c <= 'Z') capitals |= std::size_t{1} << at;
    }
    whole += kSuffixes[capitals];
  }
  return whole;
}

std::string_view short_salesforce_id(std::string_view id) {
  return salesforce_object_of(id) ? id.substr(0, kShortId) : id;
}

}  // namespace bailiwick::crm
