export { PeopleList } from "./people_list";
export { PersonPage } from "./person_page";
export { RoleMatrix } from "./role_matrix";
