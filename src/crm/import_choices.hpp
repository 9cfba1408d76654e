// The word of a choice or the stage that a cell means: as the API writes it, or as people and other CRMs call it in English or Dutch.
// Compared without case, accents and punctuation. Pure. O(words).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crm/import_field.hpp"

namespace bailiwick::crm {

// Nothing where none is meant, an empty text where the word is another CRM's for what has none here ("Competitor"). `object` is whose field it is: a "status" is called otherwise in leads than in tasks.
[[nodiscard]] std::optional<std::string> choice_of(std::string_view text, ObjectKind object,
                                                   const ImportField& field);

// By its key ("standard.proposal"), the last part of it, or its name, with a pipeline's key or name in brackets behind it or without; else by what Salesforce and HubSpot call
// them: of the pipeline in brackets, of the standard one, of the only one that has it.
struct StageFound {
  const ImportStage* stage = nullptr;  // of the pipeline that comes first, where several have one
  bool is_several = false;
};
[[nodiscard]] StageFound stage_of(std::string_view text, std::span<const ImportStage> stages);

// A stage as HubSpot writes it, its pipeline in brackets behind it, unless one stands there already: what stage_of() reads.
[[nodiscard]] std::string stage_in(std::string_view stage, std::string_view pipeline);

// Yes or no; nothing for any other word.
[[nodiscard]] std::optional<bool> truth_of(std::string_view text);

}  // namespace bailiwick::crm
