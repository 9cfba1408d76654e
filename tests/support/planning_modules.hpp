// For tests of planning: the tables that planning's own refer to.
#pragma once

#include "alignment/migrations.hpp"
#include "platform/identity/migrations.hpp"
