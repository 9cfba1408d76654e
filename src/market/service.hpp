// What other capabilities see of the market.
#pragma once

#include "market/layer_codes.hpp"
#include "market/layer_reader.hpp"
#include "market/layer_service.hpp"
