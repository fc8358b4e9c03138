"""What became of a plan: outcomes, referrals and their replies, who is due to be seen again, who was reminded."""
