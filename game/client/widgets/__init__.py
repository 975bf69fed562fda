"""Every widget a screen is made of; see the modules for what each one shows."""
