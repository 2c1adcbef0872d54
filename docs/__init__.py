"""The pages of the documentation, and in ``docs.site`` the making of the site from them."""
