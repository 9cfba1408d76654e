// Pages of accounts with the most white space, and the page of a territory: what market_service.hpp answers, counted. Not for others.
#pragma once

#include "market/market_service.hpp"

namespace bailiwick::market {

// M096 a territory beyond the scope, M097 the company was not counted yet.
[[nodiscard]] Checked<WhiteSpacePage> white_space_page(
    const MarketCounter& counter, const platform::identity::Principal& principal,
    const WhiteSpaceAsk& ask);
// M096.
[[nodiscard]] Checked<TerritoryPage> territory_page(const MarketCounter& counter,
                                                    const platform::identity::Principal& principal,
                                                    TerritoryId territory);

}  // namespace bailiwick::market
