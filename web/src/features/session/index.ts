export { AcceptInvitation } from "./accept_invitation";
export { PasswordReset } from "./password_reset";
export { SignIn } from "./sign_in";
