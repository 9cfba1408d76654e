// The codes of a company's layers that accounts are matched to by postal code: whether a postal code that somebody names is in any of them. Plain values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "market/layer_model.hpp"
#include "platform/db/database.hpp"

namespace bailiwick::market {

// Of one layer.
struct LayerCodes {
  std::string country;             // two letters; empty: of any
  std::int64_t characters = 1;     // of a postal code, that are the code of a unit
  std::vector<std::string> codes;  // ascending, without blanks, letters as capitals

  // Whether accounts of that postal code are in a unit, or with a star behind it of some that begin so. "1012 ab", "10*"; O(log codes).
  [[nodiscard]] bool has(std::string_view postal_code) const;
};

// Of the layers that are ready and matched by postal code, by the name of the layer. Errors: the database's. O(codes * log).
[[nodiscard]] Result<std::vector<LayerCodes>> postal_layers(platform::db::Connection& connection,
                                                            TenantId tenant);

}  // namespace bailiwick::market
