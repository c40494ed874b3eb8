# What entries about feedback are called

kind-feedback-key-made = A key that signs feedback tokens was made
kind-feedback-token-issued = A closed case was given its feedback token
kind-feedback-given = Answers about closed cases were entered
